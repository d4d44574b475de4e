using System.Collections.Immutable;
using Grains.Catalogue;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Reports;

namespace Grains.Reports.RuleSets;

/// <summary>What a report is made of.</summary>
/// <param name="Catalogue">As it was at the cut-off: names.</param>
internal sealed record RuleSetResult(
    RuleSet Rules, Span Span, ReferenceData Catalogue, SortedDictionary<string, RuleSetCount> Counts)
{
    public HandlingReport ToHandling()
    {
        var rows = Rows(Handling);
        ImmutableArray<IdentityCheck> checks =
        [
            Check("3=4+5+6", row => row.Received == row.ReceivedOnline + row.ReceivedDirect + row.CarriedOver),
            Check("7=8+9+10", row => row.Resolved == row.ResolvedBefore + row.ResolvedOnTime + row.ResolvedLate),
            Check("11=12+13", row => row.InProcess == row.InProcessInTime + row.InProcessOverdue),
            Check("3=7+11", row => row.Received == row.Resolved + row.InProcess),
        ];
        return new HandlingReport(Span.AsOf, Rules.Label, Rules.Document.Name, Span.From, Span.To, Span.Source, rows[..^1], rows[^1], checks);

        IdentityCheck Check(string identity, Func<HandlingRow, bool> holds) => new(identity, rows.All(holds));
    }

    public IndexReport ToIndex()
    {
        var rows = Rows(Index);
        return new IndexReport(Span.AsOf, Rules.Label, Rules.Document.Name, Span.From, Span.To, Span.Source, rows[..^1], rows[^1]);
    }

    /// <summary>The columns of a standing report; undated dossiers stand where the rule set puts them.</summary>
    public StandingReport ToStanding()
    {
        var rows = Rows((agency, _, count) => new StandingRow(
            agency, count.InHand, count[VerdictClass.Before] + count[VerdictClass.OnTime], count[VerdictClass.Late], 0, count[VerdictClass.InTime],
            count[VerdictClass.Overdue], 0, count.Waiting) { OnTime = Rate(count) });
        return new StandingReport(Span.AsOf, Rules.Label, rows[..^1], rows[^1]);
    }

    private ImmutableArray<T> Rows<T>(Func<string?, BilingualText?, RuleSetCount, T> row)
    {
        var total = new RuleSetCount();
        foreach (var count in Counts.Values)
            total.Add(count);
        return [.. Counts.Select(pair => row(pair.Key, Catalogue.Label(pair.Key).Name, pair.Value)), row(null, null, total)];
    }

    private HandlingRow Handling(string? agency, BilingualText? name, RuleSetCount count) => new()
    {
        Agency = agency,
        Name = name,
        Received = count.InHand,
        ReceivedOnline = count.Online,
        ReceivedDirect = count.Direct,
        CarriedOver = count.CarriedOver,
        Resolved = count.Resolved,
        ResolvedBefore = count[VerdictClass.Before],
        ResolvedOnTime = count[VerdictClass.OnTime],
        ResolvedLate = count[VerdictClass.Late],
        InProcess = count.InProcess,
        InProcessInTime = count[VerdictClass.InTime],
        InProcessOverdue = count[VerdictClass.Overdue],
        OnTime = Rate(count),
    };

    private IndexRow Index(string? agency, BilingualText? name, RuleSetCount count)
    {
        var rate = Rate(count);
        return new IndexRow(
            agency, name, count.InHand, rate.Numerator, rate.Denominator - rate.Numerator, count.Resolved,
            count.Resolved == 0 ? null : Math.Round(count.HandlingTime.TotalDays / count.Resolved, 2, MidpointRounding.AwayFromZero),
            rate.Rate is { } share ? Math.Round(IndexRow.MaxScore * share, 2, MidpointRounding.AwayFromZero) : null,
            rate);
    }

    private RateFigure Rate(RuleSetCount count) => count.Rate(Rules, Span);
}
