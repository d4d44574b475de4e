using System.Collections.Immutable;
using Grains.Interfaces.Escalation;
using Grains.Storage;

namespace Grains.Dossiers;

/// <summary>
/// What is kept of a dossier: what was told of it, what was decided, and nothing that can be derived. Everything shown is computed
/// from the events by <see cref="DossierStory"/>, so the order in which they came in does not matter.
/// </summary>
[GenerateSerializer, Immutable, Alias("dossier-state")]
public sealed record DossierState
{
    /// <summary>More than any real dossier has; beyond it a source is broken.</summary>
    public const int MaxEvents = 500;

    public static DossierState Empty { get; } = new();

    /// <summary>In the order of <see cref="EventOrder"/>.</summary>
    [Id(0)] public ImmutableArray<StoredEvent> Events { get; init; } = [];

    /// <summary>Versions of the rules in force: fixed when the dossier is received, changed only in the open; null before.</summary>
    [Id(1)] public RulePin? Pin { get; init; }

    /// <summary>One for each rung that was raised, open or closed.</summary>
    [Id(2)] public ImmutableArray<Alert> Alerts { get; init; } = [];

    /// <summary>Rungs passed in a backfill: they raise nothing while their instant stays what it was.</summary>
    [Id(3)] public ImmutableArray<SpentRung> Spent { get; init; } = [];

    /// <summary>The newest commands that were carried out, so that a repeated one is not carried out twice.</summary>
    [Id(4)] public ImmutableArray<DoneCommand> Commands { get; init; } = [];

    /// <summary>The pins that were in force before, oldest first, so that the past can be told by the rules of its time.</summary>
    [Id(5)] public ImmutableArray<FormerPin> FormerPins { get; init; } = [];

    /// <summary>Calendars of other agencies that have had a step, as they were when the dossier first came to each.</summary>
    [Id(6)] public ImmutableArray<CalendarPin> Calendars { get; init; } = [];

    /// <summary>The state as it was at an instant of the service's clock: what had come in by then, and the pin in force then.</summary>
    public DossierState KnownAt(DateTimeOffset at) => this with
    {
        Events = [.. Events.Where(entry => entry.Arrived <= at)],
        Pin = PinsFrom(at).FirstOrDefault(),
        FormerPins = [.. FormerPins.Where(former => former.Until <= at)],
    };

    /// <summary>The pin of such a reception, the one in force at an instant before others (null: now); null when there is none.</summary>
    public RulePin? PinOf(string agency, string? procedure, DateTimeOffset? at)
    {
        if (Pin is null || (at is null && IsSuch(Pin)))
            return Pin;
        return PinsFrom(at).FirstOrDefault(IsSuch);

        bool IsSuch(RulePin pin) => pin.Agency == agency && pin.Procedure == procedure;
    }

    /// <summary>The pin in force at an instant first (null: now), then the others from the newest back.</summary>
    public IEnumerable<RulePin> PinsFrom(DateTimeOffset? at)
    {
        if (Pin is null)
            yield break;
        if (FormerPins.FirstOrDefault(former => former.Until > at) is { } then)
            yield return then.Pin;
        yield return Pin;
        for (var i = FormerPins.Length - 1; i >= 0; i--)
            yield return FormerPins[i].Pin;
    }
}

/// <summary>Which versions of the reference data decide this dossier's clock.</summary>
/// <param name="Agency">The agency whose calendar it is: the one that received the dossier.</param>
/// <param name="Calendar">Null when no calendar was known for the agency.</param>
/// <param name="ProcedureVersion">0 when the catalogue did not know the procedure.</param>
/// <param name="PolicyVersion">0 for the built-in policy.</param>
[GenerateSerializer, Immutable, Alias("rule-pin")]
public sealed record RulePin(
    [property: Id(0)] string Agency, [property: Id(1)] string? Procedure,
    [property: Id(2)] string? Calendar, [property: Id(3)] int CalendarVersion, [property: Id(4)] int ProcedureVersion, [property: Id(5)] int PolicyVersion);

/// <summary>Which version of a calendar counts the steps at an agency.</summary>
[GenerateSerializer, Immutable, Alias("calendar-pin")]
public sealed record CalendarPin([property: Id(0)] string Agency, [property: Id(1)] string Calendar, [property: Id(2)] int Version);

/// <summary>A pin that gave way to another.</summary>
/// <param name="Until">When it gave way, by the service's clock.</param>
/// <param name="Change">The reviewed change that replaced it; null when another reception turned out to be the first.</param>
/// <param name="Due">The due date that it led to when it gave way: what the citizen had been told. Null when undated.</param>
[GenerateSerializer, Immutable, Alias("former-pin")]
public sealed record FormerPin(
    [property: Id(0)] RulePin Pin, [property: Id(1)] DateTimeOffset Until, [property: Id(2)] string? Change, [property: Id(3)] DateTimeOffset? Due);

[GenerateSerializer, Immutable, Alias("spent-rung")]
public sealed record SpentRung([property: Id(0)] string Rung, [property: Id(1)] DateTimeOffset At);

[GenerateSerializer, Immutable, Alias("done-command")]
public sealed record DoneCommand([property: Id(0)] string CommandId, [property: Id(1)] AlertId Alert, [property: Id(2)] AlertAct Act);
