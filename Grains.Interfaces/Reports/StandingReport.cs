using System.Collections.Immutable;

namespace Grains.Interfaces.Reports;

/// <summary>How every dossier received in a period stands as of one instant.</summary>
[GenerateSerializer, Immutable, Alias("standing-report")]
public sealed record StandingReport(
    [property: Id(0)] DateTimeOffset AsOf,
    [property: Id(1)] string RuleSet,
    [property: Id(2)] ImmutableArray<StandingRow> Rows,
    [property: Id(3)] StandingRow Total);

/// <summary>One agency's dossiers. Received = endedOnTime + endedLate + endedNoDue + openInTime + openOverdue + openNoDue.</summary>
/// <param name="Agency">The competent agency; null in the total.</param>
/// <param name="OpenInTime">Open and not past due, paused ones included.</param>
/// <param name="Paused">Of all open, those whose clock is stopped and that are not overdue.</param>
[GenerateSerializer, Immutable, Alias("standing-row")]
public sealed record StandingRow(
    [property: Id(0)] string? Agency,
    [property: Id(1)] int Received,
    [property: Id(2)] int EndedOnTime,
    [property: Id(3)] int EndedLate,
    [property: Id(4)] int EndedNoDue,
    [property: Id(5)] int OpenInTime,
    [property: Id(6)] int OpenOverdue,
    [property: Id(7)] int OpenNoDue,
    [property: Id(8)] int Paused)
{
    /// <summary>Of those that ended, how many in time, as the report's rule set sees it.</summary>
    [Id(9)] public RateFigure? OnTime { get; init; }
}

/// <param name="Agency">Only this agency and everything below it; null for all.</param>
/// <param name="From">Only dossiers received at or after this instant.</param>
/// <param name="To">Only dossiers received before this instant.</param>
/// <param name="Past">Null for now.</param>
/// <param name="RuleSet">As in <see cref="PeriodQuery"/>; null counts as the live boards do, and shows undated dossiers apart.</param>
[GenerateSerializer, Immutable, Alias("standing-query")]
public sealed record StandingQuery(
    [property: Id(0)] string? Agency, [property: Id(1)] DateTimeOffset? From, [property: Id(2)] DateTimeOffset? To, [property: Id(3)] Past? Past = null,
    [property: Id(4)] string? RuleSet = null);
