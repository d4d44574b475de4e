using System.Collections.Immutable;
using Grains.Interfaces.Escalation;

namespace Grains.Interfaces.Dossiers;

/// <summary>
/// What an agency needs to know of one dossier: absolute values, applied if <see cref="Version"/> is newer than the last one seen,
/// so loss, repetition and disorder do no harm. It mirrors the indexed columns of the dossier's row.
/// </summary>
[GenerateSerializer, Immutable, Alias("dossier-line")]
public sealed record DossierLine
{
    [Id(0)] public required string Dossier { get; init; }

    /// <summary>The row's version; 1 for the first write.</summary>
    [Id(1)] public required long Version { get; init; }

    [Id(2)] public required PortalState State { get; init; }

    /// <summary>The competent agency; while the dossier is only registered, where it was registered; null when neither is known.</summary>
    [Id(3)] public string? Agency { get; init; }

    /// <summary>The reception point; the competent agency itself when the source names none.</summary>
    [Id(4)] public string? Point { get; init; }

    [Id(5)] public string? Procedure { get; init; }

    /// <summary>Null for a dossier that does not count as received (only registered, or declined).</summary>
    [Id(6)] public DateTimeOffset? Received { get; init; }

    [Id(7)] public DateTimeOffset? Ended { get; init; }

    /// <summary>The current due instant; moved by pauses and by an extension.</summary>
    [Id(8)] public DateTimeOffset? Due { get; init; }

    /// <summary>From this instant on the dossier is due soon; null when it never will be (undated, paused in time, ended).</summary>
    [Id(9)] public DateTimeOffset? DueSoonFrom { get; init; }

    /// <summary>
    /// The instant whose passing makes the dossier overdue: the breach that was first and is never erased, else the current due.
    /// Null when it cannot become overdue as things stand (undated, paused in time, ended).
    /// </summary>
    [Id(10)] public DateTimeOffset? OverdueAfter { get; init; }

    [Id(11)] public bool Paused { get; init; }

    /// <summary>For an ended dossier with a due date: whether it ended after it.</summary>
    [Id(12)] public bool EndedLate { get; init; }

    [Id(13)] public Rating? Rating { get; init; }

    /// <summary>When the next rung of the ladder is to be climbed; null when none is left.</summary>
    [Id(14)] public DateTimeOffset? NextMark { get; init; }

    [Id(15)] public required DateTimeOffset Changed { get; init; }

    /// <summary>Alerts of this dossier that are raised or acknowledged.</summary>
    [Id(16)] public ImmutableArray<Alert> OpenAlerts { get; init; } = [];

    /// <summary>The source of the newest event, its time there, and when it came in here.</summary>
    [Id(17)] public SourceMark? Source { get; init; }

    /// <summary>Data-quality flags in kebab-case, in alphabetical order.</summary>
    [Id(18)] public ImmutableArray<string> Flags { get; init; } = [];

    /// <summary>The step that has the dossier now.</summary>
    [Id(19)] public string? Step { get; init; }

    /// <summary>Agencies and points that had the dossier and count it no more, in alphabetical order: they must hear that it left.</summary>
    [Id(20)] public ImmutableArray<string> Former { get; init; } = [];

    public bool IsOpen => Received is not null && Ended is null;

    /// <summary>Counts as overdue at <paramref name="now"/>: open and strictly past the instant that matters.</summary>
    public bool IsOverdue(DateTimeOffset now) => IsOpen && OverdueAfter < now;

    /// <summary>Counts as due soon at <paramref name="now"/>: open, running, not overdue, inside the warning.</summary>
    public bool IsDueSoon(DateTimeOffset now) => IsOpen && !Paused && DueSoonFrom <= now && !IsOverdue(now);
}

/// <summary>A citizen's newest rating of one dossier.</summary>
[GenerateSerializer, Immutable, Alias("rating")]
public sealed record Rating([property: Id(0)] DateTimeOffset At, [property: Id(1)] int Scale, [property: Id(2)] int Value)
{
    /// <summary>Satisfied or better: 2 of 3, 4 of 5 (the share of "hài lòng" and "rất hài lòng").</summary>
    public bool IsSatisfied => Value >= Scale - 1;
}

/// <summary>How far a source has told its story: its newest event's time, and when that event arrived.</summary>
[GenerateSerializer, Immutable, Alias("source-mark")]
public sealed record SourceMark([property: Id(0)] string Source, [property: Id(1)] DateTimeOffset At, [property: Id(2)] DateTimeOffset Arrived);
