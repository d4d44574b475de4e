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

/// <summary>A branch in one role: what adds up, the newest open alerts, and the coming turns.</summary>
/// <param name="Alerts">The newest, at most <see cref="BoardFrame.MaxAlerts"/>.</param>
/// <param name="OpenAlerts">How many are open in all.</param>
/// <param name="Upcoming">In order, at most <see cref="BoardFrame.MaxUpcoming"/>.</param>
[GenerateSerializer, Immutable, Alias("role-report")]
public sealed record RoleReport(
    [property: Id(0)] Tally Tally,
    [property: Id(1)] ImmutableArray<Alert> Alerts,
    [property: Id(2)] int OpenAlerts,
    [property: Id(3)] ImmutableArray<Turn> Upcoming)
{
    public static RoleReport Zero { get; } = new(Tally.Zero, [], 0, []);
}

/// <summary>
/// A child agency's whole branch, sent to its parent: absolute values, the newest (epoch, sequence) wins. Every dossier has one
/// competent agency and one reception point, so each role adds up by itself, and the two are never added to each other.
/// </summary>
[GenerateSerializer, Immutable, Alias("branch-report")]
public sealed record BranchReport
{
    [Id(0)] public required string Agency { get; init; }
    [Id(1)] public required string Epoch { get; init; }
    [Id(2)] public required long Sequence { get; init; }

    /// <summary>The instant that the child vouches for.</summary>
    [Id(3)] public required DateTimeOffset AsOf { get; init; }

    [Id(4)] public required RoleReport Competent { get; init; }
    [Id(5)] public required RoleReport Reception { get; init; }
    [Id(6)] public ImmutableArray<SourceMark> Sources { get; init; } = [];

    /// <summary>When the oldest change was counted that the parent has not been told of; null when it has been told of all.</summary>
    [Id(7)] public DateTimeOffset? NewsSince { get; init; }

    /// <summary>
    /// When the part of the branch that has been silent longest last spoke for itself, while its storage took writes; null from a build that
    /// did not tell it yet.
    /// </summary>
    [Id(8)] public DateTimeOffset? Heard { get; init; }
}
