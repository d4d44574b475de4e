using Grains.Catalogue;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Reports;
using NodaTime.Extensions;

namespace Grains.Reports.RuleSets;

/// <summary>One version of a rule set, ready to judge. Pure and total: every dossier is in exactly one class.</summary>
internal sealed class RuleSet(RuleSetDocument document, int version)
{
    /// <summary>The one by which live boards count.</summary>
    public static RuleSet Live { get; } = new(BuiltInRuleSets.Find(BuiltInRuleSets.Live)!, 0);

    public RuleSetDocument Document => document;

    /// <summary>Such as <c>qd766@0</c>; 0 is the version that comes with the program.</summary>
    public string Label { get; } = FormattableString.Invariant($"{document.Id}@{version}");

    /// <param name="facts">As of <paramref name="period"/>'s cut-off.</param>
    public Verdict Judge(DossierFacts facts, Period period)
    {
        if (facts.Received is null)
            return Verdict.NotCounted;
        var verdict = End(facts) is { } end ? Ended(facts, end.State, end.At) : Open(facts, period);
        var resolvedBefore = verdict is { Ended: { } at, Class: VerdictClass.Before or VerdictClass.OnTime or VerdictClass.Late } && at < period.From;
        return resolvedBefore ? Verdict.NotCounted : verdict;
    }

    /// <summary>A rate with all that it means; null when the denominator is 0.</summary>
    public RateFigure Rate(int numerator, int denominator, Span span) => new(
        denominator == 0 ? null : (double)numerator / denominator,
        denominator == 0 ? null : Math.Round(100m * numerator / denominator, document.Decimals, Rounding),
        numerator, denominator, Label, span.From, span.To, span.AsOf, span.Source);

    private MidpointRounding Rounding => document.Rounding == RoundingRule.Down ? MidpointRounding.ToZero : MidpointRounding.AwayFromZero;

    private (PortalState State, DateTimeOffset At)? End(DossierFacts facts)
    {
        foreach (var state in document.Ends)
        {
            foreach (var end in facts.Ends)
            {
                if (end.State == state)
                    return (state, end.At);
            }
        }

        return null;
    }

    private Verdict Ended(DossierFacts facts, PortalState state, DateTimeOffset at)
    {
        var rule = state switch
        {
            PortalState.Withdrawn => document.Withdrawn,
            PortalState.Stopped => document.Stopped,
            PortalState.Declined => document.Declined,
            _ => EndRule.Resolved,
        };
        return rule switch
        {
            EndRule.Excluded => Verdict.NotCounted,
            EndRule.InTime => new Verdict(VerdictClass.InTime, null),
            EndRule.OnTime => new Verdict(VerdictClass.OnTime, at),
            _ => new Verdict(Resolved(facts, at), at),
        };
    }

    private VerdictClass Resolved(DossierFacts facts, DateTimeOffset at)
    {
        var (due, isCounted) = DueOf(facts);
        return !isCounted ? VerdictClass.NotCounted
            : AsksTooOften(facts) ? VerdictClass.Late
            : due is not { } limit ? VerdictClass.OnTime
            : IsLate(facts, at, limit) ? VerdictClass.Late
            : facts.DateOf(at) < facts.DateOf(limit) ? VerdictClass.Before
            : VerdictClass.OnTime;
    }

    private Verdict Open(DossierFacts facts, Period period)
    {
        var (rule, since) = facts.AwaitsSupplementSince is { } supplement ? (document.WaitingSupplement, supplement)
            : facts.AwaitsPaymentSince is { } payment ? (document.WaitingPayment, payment)
            : ((WaitingRule?)null, document.Unfinished == UnfinishedRule.AsOf ? period.AsOf : period.CutOff);
        return rule switch
        {
            WaitingRule.Excluded => Verdict.NotCounted,
            WaitingRule.OnTime => new Verdict(VerdictClass.OnTime, since),
            WaitingRule.InTime => new Verdict(VerdictClass.InTime, null),
            _ => new Verdict(InProcess(facts, since), null),
        };
    }

    private VerdictClass InProcess(DossierFacts facts, DateTimeOffset standIn)
    {
        var (due, isCounted) = DueOf(facts);
        return !isCounted ? VerdictClass.NotCounted
            : AsksTooOften(facts) || (due is { } limit && IsLate(facts, standIn, limit)) ? VerdictClass.Overdue
            : VerdictClass.InTime;
    }

    private bool AsksTooOften(DossierFacts facts) => document.MoreThanOneSupplement == RepeatedSupplementRule.Late && facts.SupplementRequests > 1;

    private (DateTimeOffset? Due, bool IsCounted) DueOf(DossierFacts facts)
    {
        var due = document.Due switch
        {
            DueRule.Original => facts.OriginalDue,
            DueRule.FirstMissed => facts.FirstMissedDue,
            _ => facts.CurrentDue,
        };
        return (due ?? (document.Undated == UndatedRule.ByMaximumTime ? facts.MaximumDue : null), due is not null || document.Undated != UndatedRule.Excluded);
    }

    private bool IsLate(DossierFacts facts, DateTimeOffset end, DateTimeOffset due) =>
        document.Comparison == ComparisonRule.Date ? facts.DateOf(end) > facts.DateOf(due) : end > due;
}
