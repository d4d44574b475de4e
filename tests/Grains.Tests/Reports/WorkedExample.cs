using Grains.Catalogue;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Reports;
using Grains.Reports;
using Grains.Reports.RuleSets;
using Grains.Tests.Catalogue;
using Grains.Tests.Dossiers;
using Shouldly;
using Xunit;

namespace Grains.Tests.Reports;

/// <summary>The example of docs/rule-sets.md: ten dossiers of March 2026, and why two honest rates of them differ.</summary>
public sealed class WorkedExample
{
    private const string OneStop = "mot-cua";
    private const string Portal = "cong-dvc";

    private static readonly Period March = new(ADossier.At("03-01 00:00"), ADossier.At("04-01 00:00"), ADossier.At("04-05 08:00"));

    private readonly List<ADossier> _dossiers =
    [
        .. Enumerable.Range(0, 5).Select(_ => Received().At(OneStop, EventType.Finished, "03-06 10:00").At(Portal, EventType.Finished, "03-07 00:30")),
        // 6: finished two hours after the due instant, on the same date; the portal hears of it by the night's job.
        Received().At(OneStop, EventType.Finished, "03-09 19:00").At(Portal, EventType.Finished, "03-10 00:30"),
        // 7: the citizen was asked for a supplement, and has not come back. The portal is told "finished".
        Received().At(OneStop, EventType.SupplementRequested, "03-05 09:00").At(Portal, EventType.Finished, "03-05 09:00"),
        // 8: asked twice, finished in time.
        Received().At(OneStop, EventType.SupplementRequested, "03-04 09:00").At(OneStop, EventType.SupplementReceived, "03-04 10:00")
            .At(OneStop, EventType.SupplementRequested, "03-05 09:00").At(OneStop, EventType.SupplementReceived, "03-05 10:00")
            .At(OneStop, EventType.Finished, "03-06 10:00").At(Portal, EventType.Finished, "03-04 09:00"),
        // 9: without a due date; it took longer than the five working days of its procedure. The portal is told "finished" at once.
        Received(undated: true).At(OneStop, EventType.Finished, "03-20 10:00").At(Portal, EventType.Finished, "03-02 09:00"),
        // 10: not finished, and past due.
        Received(),
    ];

    [Theory]
    [InlineData("qd766", 10, 5, 3, 2, 6, 10, 60.0)]
    [InlineData("ii06a", 10, 8, 0, 2, 8, 8, 100.0)]
    [InlineData("internal", 9, 6, 1, 2, 6, 7, 85.7)]
    public void The_same_ten_dossiers_have_three_rates(
        string ruleSet, int inHand, int resolvedInTime, int late, int inProcess, int numerator, int denominator, double percent)
    {
        var total = Report(ruleSet, OneStop).Total;
        (total.Received, total.ResolvedBefore + total.ResolvedOnTime, total.ResolvedLate, total.InProcess).ShouldBe((inHand, resolvedInTime, late, inProcess));
        (total.OnTime.Numerator, total.OnTime.Denominator, total.OnTime.Percent).ShouldBe((numerator, denominator, (decimal)percent));
        total.OnTime.RuleSet.ShouldBe(ruleSet + "@0");
    }

    [Fact]
    public void The_portal_and_the_one_stop_system_tell_two_rates_of_the_same_dossiers_by_the_same_rules()
    {
        var oneStop = Report("ii06a", OneStop).Total.OnTime;
        var portal = Report("ii06a", Portal).Total.OnTime;
        (oneStop.Numerator, oneStop.Denominator, oneStop.Percent).ShouldBe((8, 8, 100.0m));
        (portal.Numerator, portal.Denominator, portal.Percent).ShouldBe((8, 9, 88.9m));
    }

    // Nam Định, first half of 2019, as the press told it: 23,117 received, 21,200 on time, "94.9 %".
    [Theory]
    [InlineData(DenominatorRule.Received, 23_117, 91.7)]
    [InlineData(DenominatorRule.Resolved, 22_339, 94.9)]
    public void A_published_rate_depends_on_what_it_is_a_share_of(DenominatorRule denominator, int expected, double percent)
    {
        var document = BuiltInRuleSets.Find("ii06a")! with { Denominator = denominator };
        var period = new Period(null, null, ADossier.At("07-01 00:00"));
        var counts = new RuleSetCount();
        var rules = new RuleSet(document, 0);
        for (var i = 0; i < 23_117; i++)
        {
            var facts = new DossierFacts
            {
                Dossier = "", Agency = Office.Department, Received = ADossier.At("03-02 08:00"), CurrentDue = ADossier.At("03-09 17:00"),
                Ends = i < 21_200 ? [new(PortalState.Finished, ADossier.At("03-09 10:00"))] : i < 22_339 ? [new(PortalState.Finished, ADossier.At("03-11 10:00"))] : [],
            };
            counts.Add(facts, rules.Judge(facts, period), period);
        }

        var rate = counts.Rate(rules, new Span(null, null, period.AsOf, null));
        (rate.Numerator, rate.Denominator, rate.Percent).ShouldBe((21_200, expected, (decimal)percent));
    }

    private HandlingReport Report(string ruleSet, string source)
    {
        var rules = new RuleSet(BuiltInRuleSets.Find(ruleSet)!, 0);
        var facts = _dossiers.Select(dossier => DossierFacts.Of(
            new PastDossier(ADossier.Code, dossier.State, Office.Reference, new Past(March.Last, null, source)).View));
        return RuleSetLaws.Counted(rules, March, facts.Select(one => (one, rules.Judge(one, March)))).ToHandling();
    }

    private static ADossier Received(bool undated = false)
    {
        var dossier = new ADossier();
        foreach (var source in new[] { OneStop, Portal })
        {
            dossier.Tell(EventType.Received, "03-02 08:00", told => told with
            {
                Source = source, Agency = Office.Department, Procedure = "five-days",
                Due = undated ? null : ADossier.At("03-09 17:00"), Units = undated ? Allowance.None : null,
            });
        }

        return dossier;
    }
}

internal static class ToldBySource
{
    public static ADossier At(this ADossier dossier, string source, EventType type, string at) => dossier.Tell(type, at, told => told with { Source = source });
}
