using System.Collections.Immutable;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;

namespace Grains.Interfaces.Agencies;

/// <summary>Counts that add up over agencies, and the one minimum. Everything a board shows is derived from them.</summary>
[GenerateSerializer, Immutable, Alias("tally")]
public sealed record Tally
{
    public static Tally Zero { get; } = new();

    [Id(0)] public int Open { get; init; }
    [Id(1)] public int DueSoon { get; init; }
    [Id(2)] public int Overdue { get; init; }
    [Id(3)] public int Paused { get; init; }
    [Id(4)] public int NoDue { get; init; }
    [Id(5)] public int ReceivedToday { get; init; }
    [Id(6)] public int EndedToday { get; init; }
    [Id(7)] public int LateToday { get; init; }
    [Id(8)] public OverdueAge OverdueAge { get; init; } = OverdueAge.Zero;
    [Id(9)] public int EndedOnTime { get; init; }
    [Id(10)] public int EndedWithDue { get; init; }
    [Id(11)] public int Rated3 { get; init; }
    [Id(12)] public int Satisfied3 { get; init; }
    [Id(13)] public int Rated5 { get; init; }
    [Id(14)] public int Satisfied5 { get; init; }
    [Id(15)] public DateTimeOffset? OldestDue { get; init; }
}

/// <summary>
/// A child agency's whole branch, sent to its parent: absolute values, the newest (epoch, sequence) wins. Dossiers are tallied
/// twice, once by competent agency and once by reception point, and the two are never added to each other.
/// </summary>
[GenerateSerializer, Immutable, Alias("branch-report")]
public sealed record BranchReport
{
    [Id(0)] public required string Agency { get; init; }
    [Id(1)] public required string Epoch { get; init; }
    [Id(2)] public required long Sequence { get; init; }
    [Id(3)] public required DateTimeOffset AsOf { get; init; }
    [Id(4)] public required Tally Competent { get; init; }
    [Id(5)] public required Tally Reception { get; init; }
    [Id(6)] public ImmutableArray<Alert> Alerts { get; init; } = [];
    [Id(7)] public int OpenAlerts { get; init; }
    [Id(8)] public ImmutableArray<SourceMark> Sources { get; init; } = [];

    /// <summary>Coming turns by competent agency.</summary>
    [Id(9)] public ImmutableArray<Turn> Upcoming { get; init; } = [];

    /// <summary>Coming turns by reception point.</summary>
    [Id(10)] public ImmutableArray<Turn> UpcomingReception { get; init; } = [];
}
