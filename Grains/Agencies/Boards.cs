using Grains.Catalogue;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Catalogue;

namespace Grains.Agencies;

/// <summary>What an agency and the branches below it add up to: the same whether they were counted live or for an instant of the past.</summary>
internal static class Boards
{
    public static BranchReport Report(
        string agency, string epoch, long sequence, DateTimeOffset asOf, AgencyIndex index, Branch branch, Sources sources) => new()
    {
        Agency = agency,
        Epoch = epoch,
        Sequence = sequence,
        AsOf = asOf,
        Competent = RoleReports.Sum([index.Competent.Report(), .. branch.Competent]),
        Reception = RoleReports.Sum([index.Reception.Report(), .. branch.Reception]),
        Sources = Sources.Newest(branch.Sources.Concat(sources.Marks)),
    };

    // A point's board counts what it received, any other board what it is competent for; rows are always counted like their board.
    public static BoardFrame Frame(ReferenceData catalogue, BranchReport report, Branch branch, string period, string clock)
    {
        var isPoint = catalogue.Agencies.Find(report.Agency)?.Kind == AgencyKinds.Point;
        var role = RoleOf(report, isPoint);
        return new BoardFrame
        {
            Agency = catalogue.Label(report.Agency),
            Epoch = report.Epoch,
            Sequence = report.Sequence,
            AsOf = report.AsOf,
            Clock = clock,
            Figures = Tallies.ToFigures(role.Tally, catalogue.Policy, period),
            Children = [.. catalogue.Children(report.Agency).Select(child => Row(child, branch.Of(child)))],
            Alerts = role.Alerts,
            OpenAlerts = role.OpenAlerts,
            Sources = Sources.Freshness(report.Sources, catalogue.Policy, report.AsOf),
            Upcoming = role.Upcoming,
            NewsSince = report.NewsSince,
        };

        ChildFigures Row(string child, BranchReport? told) => new(
            catalogue.Label(child),
            Tallies.ToFigures(told is null ? Tally.Zero : RoleOf(told, isPoint).Tally, catalogue.Policy, period),
            told?.AsOf);
    }

    private static RoleReport RoleOf(BranchReport report, bool isPoint) => isPoint ? report.Reception : report.Competent;
}
