using System.Collections.Immutable;

namespace Grains.Interfaces.Operations;

/// <summary>The processes that host grains, as far as this one knows; each engine has its own.</summary>
public interface IMembers
{
    /// <summary>Those that run, and those that went within the last ten minutes. One that does not answer is told as such, within five seconds.</summary>
    /// <exception cref="Exception">Nobody says who is a member.</exception>
    Task<ImmutableArray<Member>> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>One process that hosts grains.</summary>
/// <param name="Status"><c>active</c>, <c>joining</c>, <c>leaving</c> or <c>dead</c>.</param>
/// <param name="Since">When it started.</param>
/// <param name="LastSeen">When it last said that it is alive; null in one process.</param>
/// <param name="SuspectedBy">How many others say that it does not answer them.</param>
/// <param name="Activations">Living grains by kind, most first; empty when it did not answer.</param>
/// <param name="Figures">Null when it did not answer.</param>
/// <param name="ClockAheadSeconds">
/// How far at least its clock is ahead of that of the board that asked; negative when behind, 0 when the time that asking took may be all of it. Null
/// in one process, and when it did not say.
/// </param>
public sealed record Member(
    string Name, string Address, string Status, DateTimeOffset Since, DateTimeOffset? LastSeen, int SuspectedBy, ImmutableArray<KindCount> Activations,
    MemberFigures? Figures, double? ClockAheadSeconds = null)
{
    /// <summary>How long one that went is still told of.</summary>
    public static TimeSpan ToldAfterDeath { get; } = TimeSpan.FromMinutes(10);
}

/// <param name="Kind">The grain's class in lower case, without "grain".</param>
public sealed record KindCount(string Kind, int Count);

/// <summary>What a process measured of itself; times are those of the last five minutes.</summary>
/// <param name="DeadlineOnBoard">From the instant at which a dossier is late to its being counted so.</param>
/// <param name="RungStored">From the instant of a rung to its alert being stored.</param>
/// <param name="Commit">Time that one commit took.</param>
/// <param name="Writes">Writes committed since the start.</param>
/// <param name="Commits">Commits since the start; writes by commits is the usual batch.</param>
/// <param name="CommitFailures">Commits that failed since the start.</param>
/// <param name="MemoryBytes">Resident.</param>
/// <param name="MessagesSent">To other processes since the start; 0 in one process.</param>
/// <param name="Boards">Boards that are connected to it; 0 in one process.</param>
/// <param name="RecentCommitFailures">Of the last five minutes; 0 from a version before this one.</param>
[GenerateSerializer, Immutable, Alias("member-figures")]
public sealed record MemberFigures(
    [property: Id(0)] string Version, [property: Id(1)] Percentiles DeadlineOnBoard, [property: Id(2)] Percentiles RungStored,
    [property: Id(3)] Percentiles Commit, [property: Id(4)] long Writes, [property: Id(5)] long Commits, [property: Id(6)] long CommitFailures,
    [property: Id(7)] long MemoryBytes, [property: Id(8)] long MessagesSent, [property: Id(9)] long Boards,
    [property: Id(10)] long RecentCommitFailures);

/// <summary>What this process measured of itself.</summary>
public interface ISelfReport
{
    MemberFigures Tell();
}
