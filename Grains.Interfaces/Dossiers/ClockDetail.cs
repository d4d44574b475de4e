using System.Collections.Immutable;

namespace Grains.Interfaces.Dossiers;

/// <summary>One clock of a dossier.</summary>
/// <param name="Kind"><c>handling</c> (statutory), <c>commitment</c> (the agency's own shorter norm), <c>acceptance</c>, <c>step</c> or <c>petition</c>.</param>
/// <param name="State"><c>running</c>, <c>dueSoon</c>, <c>overdue</c>, <c>paused</c>, <c>ended</c> or <c>undated</c>.</param>
/// <param name="OriginalDue">The first due, which no pause, extension or change of rules erases.</param>
/// <param name="Basis">Who decided the due: <c>source</c>, <c>procedure</c>, <c>policy</c>, <c>extension</c>, or null when undated.</param>
/// <param name="Calendar">Calendar and version, such as <c>vn-state-offices@1</c>.</param>
/// <param name="Pauses">Those that the clock stood still in, as far as they fall into it.</param>
[GenerateSerializer, Immutable, Alias("clock-detail")]
public sealed record ClockDetail(
    [property: Id(0)] string Kind,
    [property: Id(1)] string State,
    [property: Id(2)] DateTimeOffset Started,
    [property: Id(3)] DateTimeOffset? Due,
    [property: Id(4)] DateTimeOffset? OriginalDue,
    [property: Id(5)] DateTimeOffset? Ended,
    [property: Id(6)] string? Basis,
    [property: Id(7)] string? Calendar,
    [property: Id(8)] ImmutableArray<PauseDetail> Pauses)
{
    /// <summary>Has run past its due, or past the breach that an extension left standing, whether or not it has ended since.</summary>
    [Id(9)] public bool Late { get; init; }

    /// <summary>The step's code, or the petition's number.</summary>
    [Id(10)] public string? Subject { get; init; }

    /// <summary>Who has the step, or the dossier.</summary>
    [Id(11)] public string? Agency { get; init; }

    [Id(12)] public string? Role { get; init; }

    /// <summary>The due that had passed when the first extension was told.</summary>
    [Id(13)] public DateTimeOffset? Breach { get; init; }

    /// <summary>What the citizen had been told before a reviewed change of the rules moved the due; null when none did.</summary>
    [Id(14)] public DateTimeOffset? PromisedDue { get; init; }

    /// <summary>Extensions in force, in their order.</summary>
    [Id(15)] public ImmutableArray<ExtensionDetail> Extensions { get; init; } = [];
}

/// <summary>A new date told to the citizen with an apology (Mẫu 04).</summary>
/// <param name="Replaced">The due that it replaced; null when there was none.</param>
[GenerateSerializer, Immutable, Alias("extension-detail")]
public sealed record ExtensionDetail(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] DateTimeOffset Due,
    [property: Id(2)] DateTimeOffset? Replaced,
    [property: Id(3)] string? Reason,
    [property: Id(4)] string? Document,
    [property: Id(5)] string Source);
