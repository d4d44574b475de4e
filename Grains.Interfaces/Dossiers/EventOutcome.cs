namespace Grains.Interfaces.Dossiers;

public enum OutcomeKind
{
    Unknown = 0,
    Applied = 1,
    Duplicate = 2,
    Refused = 3,
}

/// <summary>What became of one event. A refusal says why; the event is then listed under data quality.</summary>
[GenerateSerializer, Immutable, Alias("event-outcome")]
public sealed record EventOutcome([property: Id(0)] OutcomeKind Kind, [property: Id(1)] Refusal? Refusal = null)
{
    public static EventOutcome Applied { get; } = new(OutcomeKind.Applied);

    public static EventOutcome Duplicate { get; } = new(OutcomeKind.Duplicate);

    public static EventOutcome Refused(Refusal refusal) => new(OutcomeKind.Refused, refusal);
}

/// <summary>Why an event was not applied.</summary>
/// <param name="Code">Stable, kebab-case: programs rely on it.</param>
/// <param name="Field">The JSON field at fault, or null when the event as a whole is.</param>
/// <param name="Message">What is wrong and how to mend it; never holds a value that could be personal data.</param>
[GenerateSerializer, Immutable, Alias("refusal")]
public sealed record Refusal([property: Id(0)] string Code, [property: Id(1)] string? Field, [property: Id(2)] string Message);
