using System.Collections.Immutable;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Deadlines;

namespace Grains.Interfaces.Dossiers;

/// <summary>How every due date of one dossier came about; the answer of <c>GET /api/v1/dossiers/{code}/explanation</c>.</summary>
[GenerateSerializer, Immutable, Alias("dossier-explanation")]
public sealed record DossierExplanation
{
    [Id(0)] public required string Dossier { get; init; }

    [Id(1)] public required DateTimeOffset AsOf { get; init; }

    [Id(2)] public required PortalState State { get; init; }

    [Id(3)] public string? Procedure { get; init; }

    [Id(4)] public BilingualText? ProcedureName { get; init; }

    /// <summary>In the order of <see cref="DossierDetail.Clocks"/>.</summary>
    [Id(5)] public ImmutableArray<ClockExplanation> Clocks { get; init; } = [];

    [Id(6)] public Attribution? Attribution { get; init; }

    /// <summary>Names of the agencies that are spoken of.</summary>
    [Id(7)] public ImmutableArray<AgencyLabel> Agencies { get; init; } = [];

    [Id(8)] public ImmutableArray<string> Flags { get; init; } = [];
}

/// <summary>One clock: what <see cref="ClockDetail"/> tells of it, the versions of its rules, and the count.</summary>
[GenerateSerializer, Immutable, Alias("clock-explanation")]
public sealed record ClockExplanation
{
    [Id(0)] public required string Kind { get; init; }

    [Id(1)] public required string State { get; init; }

    [Id(2)] public bool Late { get; init; }

    [Id(3)] public string? Subject { get; init; }

    /// <summary>The step's name in the procedure.</summary>
    [Id(4)] public BilingualText? Name { get; init; }

    [Id(5)] public string? Agency { get; init; }

    [Id(6)] public string? Role { get; init; }

    [Id(7)] public required DateTimeOffset Started { get; init; }

    [Id(8)] public DateTimeOffset? Due { get; init; }

    [Id(9)] public DateTimeOffset? OriginalDue { get; init; }

    [Id(10)] public DateTimeOffset? PromisedDue { get; init; }

    [Id(11)] public DateTimeOffset? Breach { get; init; }

    [Id(12)] public DateTimeOffset? Ended { get; init; }

    [Id(13)] public string? Basis { get; init; }

    [Id(14)] public string? Calendar { get; init; }

    [Id(15)] public int CalendarVersion { get; init; }

    /// <summary>The calendar's zone: an IANA name.</summary>
    [Id(16)] public string? Zone { get; init; }

    [Id(17)] public string? Procedure { get; init; }

    [Id(18)] public int ProcedureVersion { get; init; }

    [Id(19)] public int PolicyVersion { get; init; }

    /// <summary>
    /// The count, from a start to a due; after an extension another one, from its instant to the due that it led to. Empty when there
    /// is no due, or when it could not be counted.
    /// </summary>
    [Id(20)] public ImmutableArray<ExplanationStep> Steps { get; init; } = [];

    [Id(21)] public ImmutableArray<PauseExplanation> Pauses { get; init; } = [];

    [Id(22)] public ImmutableArray<ExtensionDetail> Extensions { get; init; } = [];

    /// <summary>Working time used until the end, the pause that lasts, or the instant asked for; null when no calendar tells.</summary>
    [Id(23)] public decimal? UsedSeconds { get; init; }

    /// <summary>Of it, working time after the due (after the breach, if there is one); 0 when in time.</summary>
    [Id(24)] public decimal? OverdueSeconds { get; init; }

    /// <summary>Why the due could not be counted.</summary>
    [Id(25)] public Refusal? Refused { get; init; }
}

/// <summary>A pause, why it was, and what it did to the due.</summary>
/// <param name="WorkingSeconds">Working time in it; null when no calendar tells.</param>
/// <param name="MovedFrom">The due before; null when the pause moved nothing.</param>
/// <param name="MovedTo">The due after. Pauses that overlap move it together, and each tells the same.</param>
[GenerateSerializer, Immutable, Alias("pause-explanation")]
public sealed record PauseExplanation(
    [property: Id(0)] string Kind,
    [property: Id(1)] DateTimeOffset From,
    [property: Id(2)] DateTimeOffset? To,
    [property: Id(3)] string? Ground,
    [property: Id(4)] string? Source,
    [property: Id(5)] string? Document,
    [property: Id(6)] decimal? WorkingSeconds,
    [property: Id(7)] DateTimeOffset? MovedFrom,
    [property: Id(8)] DateTimeOffset? MovedTo);
