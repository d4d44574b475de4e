using System.Collections.Immutable;
using Grains.Interfaces.Agencies;

namespace Grains.Agencies;

/// <summary>Adding up reports of the same role from disjoint branches.</summary>
internal static class RoleReports
{
    public static RoleReport Sum(IReadOnlyCollection<RoleReport> reports) => reports.Count == 1
        ? reports.First()
        : new RoleReport(
            Tallies.Sum(reports.Select(report => report.Tally)),
            OpenAlerts.Newest(reports.SelectMany(report => report.Alerts), BoardFrame.MaxAlerts),
            reports.Sum(report => report.OpenAlerts),
            Merge(reports.Select(report => report.Upcoming).ToList()));

    // A full list may have been cut, so nothing is known of its branch beyond its last turn: the sum stops at the earliest such end.
    private static ImmutableArray<Turn> Merge(List<ImmutableArray<Turn>> lists)
    {
        var horizon = lists.Where(turns => turns.Length == BoardFrame.MaxUpcoming).Select(turns => turns[^1].At).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        return
        [
            .. lists.SelectMany(turns => turns).Where(turn => turn.At <= horizon).GroupBy(turn => turn.At).OrderBy(group => group.Key)
                .Take(BoardFrame.MaxUpcoming).Select(group => new Turn(group.Key, group.Sum(turn => turn.DueSoon), group.Sum(turn => turn.Overdue))),
        ];
    }
}
