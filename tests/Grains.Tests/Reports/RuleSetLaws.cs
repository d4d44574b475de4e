using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Grains.Catalogue;
using Grains.Dossiers;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Reports;
using Grains.Reports;
using Grains.Reports.RuleSets;
using Grains.Tests.Catalogue;
using Grains.Tests.Dossiers;
using Grains.Tests.Time;
using Shouldly;
using Xunit;

namespace Grains.Tests.Reports;

/// <summary>What holds for any rule set, any dossiers and any period.</summary>
public sealed class RuleSetLaws
{
    private static readonly DateTimeOffset Start = ADossier.At("03-02 07:30");

    private static readonly Gen<RuleSetDocument> Documents =
        from ends in Gen.Shuffle(PortalState.Finished, PortalState.Returned, PortalState.Declined, PortalState.Stopped, PortalState.Withdrawn)
        from due in Gen.Elements(Enum.GetValues<DueRule>())
        from comparison in Gen.Elements(Enum.GetValues<ComparisonRule>())
        from repeated in Gen.Elements(Enum.GetValues<RepeatedSupplementRule>())
        from waiting in Gen.ArrayOf(Gen.Elements(Enum.GetValues<WaitingRule>()), 2)
        from ended in Gen.ArrayOf(Gen.Elements(Enum.GetValues<EndRule>()), 3)
        from undated in Gen.Elements(Enum.GetValues<UndatedRule>())
        from unfinished in Gen.Elements(Enum.GetValues<UnfinishedRule>())
        from denominator in Gen.Elements(Enum.GetValues<DenominatorRule>())
        from rounding in Gen.Elements(Enum.GetValues<RoundingRule>())
        select new RuleSetDocument
        {
            Id = "any", Name = new BilingualText("Bất kỳ"), Ends = [.. ends], Due = due, Comparison = comparison, MoreThanOneSupplement = repeated,
            WaitingSupplement = waiting[0], WaitingPayment = waiting[1], Withdrawn = ended[0], Stopped = ended[1], Declined = ended[2], Undated = undated,
            Unfinished = unfinished, Denominator = denominator, Rounding = rounding,
        };

    private static readonly Arbitrary<(Telling[] Tellings, RuleSetDocument Document, Period Period)> Arbitrary = (
        from tellings in Gen.ArrayOf(Telling.Arbitrary.Generator, 6)
        from document in Documents
        from halves in Gen.ArrayOf(Gen.Choose(0, 48 * 15), 3)
        from bounds in Gen.Elements(0, 1, 2, 3)
        let at = halves.Order().Select(half => Start.AddMinutes(30 * half)).ToArray()
        select (tellings, document, new Period(bounds % 2 == 0 ? null : at[0], bounds < 2 ? null : at[1], at[2]))).ToArbitrary();

    [Fact]
    public void The_form_adds_up_and_no_rate_is_above_one() => Law.Holds(Arbitrary, drawn =>
    {
        var rules = new RuleSet(drawn.Document, 1);
        var judged = drawn.Tellings.Select(telling => FactsOf(telling, drawn.Period.Last)).Select(facts => (facts, Verdict: rules.Judge(facts, drawn.Period))).ToList();
        var result = Counted(rules, drawn.Period, judged);

        var report = result.ToHandling();
        report.Checks.Select(check => check.Identity).ShouldBe(["3=4+5+6", "7=8+9+10", "11=12+13", "3=7+11"]);
        report.Checks.ShouldAllBe(check => check.Holds);
        report.Total.Received.ShouldBe(judged.Count(pair => pair.Verdict.Class != VerdictClass.NotCounted));
        report.Rows.Sum(row => row.Received).ShouldBe(report.Total.Received);
        foreach (var figure in report.Rows.Select(row => row.OnTime).Append(report.Total.OnTime))
        {
            figure.Numerator.ShouldBeInRange(0, figure.Denominator);
            figure.Rate.HasValue.ShouldBe(figure.Denominator > 0);
            (figure.RuleSet, figure.AsOf, figure.From, figure.To).ShouldBe(("any@1", drawn.Period.CutOff, drawn.Period.From, drawn.Period.To));
        }

        result.ToIndex().Total.ShouldSatisfyAllConditions(total => (total.OnTime + total.NotOnTime).ShouldBe(total.Rate.Denominator), total => total.Score.HasValue.ShouldBe(total.Rate.Rate.HasValue));
    });

    [Fact]
    public void A_verdict_says_an_end_exactly_for_what_is_resolved_in_the_period() => Law.Holds(Arbitrary, drawn =>
    {
        foreach (var telling in drawn.Tellings)
        {
            var verdict = new RuleSet(drawn.Document, 1).Judge(FactsOf(telling, drawn.Period.Last), drawn.Period);
            (verdict.Ended is not null && verdict.Class != VerdictClass.NotCounted).ShouldBe(verdict.Class is VerdictClass.Before or VerdictClass.OnTime or VerdictClass.Late);
            if (verdict.Class is VerdictClass.Before or VerdictClass.OnTime or VerdictClass.Late)
            {
                verdict.Ended!.Value.ShouldBeLessThanOrEqualTo(drawn.Period.Last);
                (verdict.Ended < drawn.Period.From).ShouldBeFalse();
            }
        }
    });

    [Fact]
    public void Nothing_is_lost_between_two_periods() => Law.Holds(Arbitrary, drawn =>
    {
        // What is in hand at the end of one period is carried over into the next, whatever became of it there.
        var rules = new RuleSet(drawn.Document with { Withdrawn = EndRule.Resolved, Stopped = EndRule.Resolved, Declined = EndRule.Resolved,
            WaitingSupplement = WaitingRule.InTime, WaitingPayment = WaitingRule.InTime, Undated = UndatedRule.OnTime }, 1);
        var border = Start.AddDays(7);
        var first = new Period(null, border, Start.AddDays(30));
        var second = new Period(border, Start.AddDays(14), Start.AddDays(30));
        foreach (var telling in drawn.Tellings.Where(telling => telling.Events.All(told => told.Type is not (EventType.Received or EventType.Declined) || told.Id == telling.Events.First(e => e.Type is EventType.Received or EventType.Declined).Id)))
        {
            var open = rules.Judge(FactsOf(telling, first.Last), first).Class is VerdictClass.InTime or VerdictClass.Overdue;
            var later = FactsOf(telling, second.Last);
            // An end that was told with a time before the border, and that only a later event lets count, belongs to the past.
            if (open && rules.Judge(later, second) is { Class: VerdictClass.NotCounted } && !later.Ends.Any(end => end.At < border))
                throw new ShouldAssertException("in hand at the border, and gone after it");
        }
    });

    [Fact]
    public void Internal_is_what_the_live_boards_count() => Law.Holds(Telling.Arbitrary, telling =>
    {
        var now = Start.AddDays(20);
        var state = Tell(telling, now);
        var line = new DossierView(ADossier.Code, state, Office.Reference).Line(1, now);
        var verdict = RuleSet.Live.Judge(FactsOf(telling, now), new Period(null, null, now));
        var expected = line.Received is null || line.Due is null ? VerdictClass.NotCounted
            : line.Ended is not null ? line.EndedLate ? VerdictClass.Late : VerdictClass.OnTime
            : line.IsOverdue(now) ? VerdictClass.Overdue
            : VerdictClass.InTime;
        (verdict.Class == VerdictClass.Before ? VerdictClass.OnTime : verdict.Class).ShouldBe(expected);
    });

    internal static RuleSetResult Counted(RuleSet rules, Period period, IEnumerable<(DossierFacts Facts, Verdict Verdict)> judged)
    {
        var counts = new SortedDictionary<string, RuleSetCount>(StringComparer.Ordinal);
        foreach (var (facts, verdict) in judged.Where(pair => pair.Verdict.Class != VerdictClass.NotCounted))
        {
            if (!counts.TryGetValue(facts.Agency!, out var count))
                counts[facts.Agency!] = count = new RuleSetCount();
            count.Add(facts, verdict, period);
        }

        return new RuleSetResult(rules, new Span(period.From, period.To, period.CutOff, null), Office.Reference, counts);
    }

    private static DossierFacts FactsOf(Telling telling, DateTimeOffset at) =>
        DossierFacts.Of(new PastDossier(ADossier.Code, Tell(telling, Start.AddDays(30)), Office.Reference, new Past(at)).View);

    private static DossierState Tell(Telling telling, DateTimeOffset now) =>
        Dossier.Apply(ADossier.Code, DossierState.Empty, telling.Shuffled, IngestMode.Live, now, Office.Reference).Next.State;
}
