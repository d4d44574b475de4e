using Monitor.Crash;
using Shouldly;
using Xunit;

namespace Crash.Tests;

/// <summary>The harness' own recount, on cases that are counted by hand: times are hours from the beginning.</summary>
public sealed class FoldTests
{
    private static readonly DateTimeOffset Begin = ProvincePlot.Begin;

    [Fact]
    public void A_pause_moves_the_due_by_its_length_and_stands_still_meanwhile()
    {
        Hours(Of(Received(0, "h24"), Told("supplement-requested", 4), Told("supplement-received", 10)).Due).ShouldBe(30);
        var paused = Of(Received(0, "h24"), Told("supplement-requested", 4));
        (Hours(paused.Due), paused.IsPaused, paused.IsLateInSpiteOfPause(paused.Due!.Value)).ShouldBe((24, true, false));
    }

    [Fact]
    public void A_pause_that_begins_late_moves_nothing()
    {
        var late = Of(Received(0, "h4"), Told("supplement-requested", 5));
        (Hours(late.Due), late.IsLateInSpiteOfPause(late.Due!.Value)).ShouldBe((4, true));
    }

    [Fact]
    public void An_extension_counts_once_and_never_erases_a_breach()
    {
        var extended = Of(Received(0, "h4"), Extended(2, 3), Extended(6, 20), Extended(7, 40));
        (Hours(extended.Due), Hours(extended.Breach)).ShouldBe((20, 4));
    }

    [Fact]
    public void Received_again_after_its_end_a_dossier_goes_on()
    {
        var reopened = Of(Received(0, "h24"), Told("finished", 2), Received(5, "h4"), Told("transferred", 6) with { Agency = "C1" });
        (reopened.Ended, Hours(reopened.Due), reopened.Agency, reopened.Point).ShouldBe((null, 24, "C1", "A1"));
    }

    [Fact]
    public void Finishing_counts_before_any_other_end_and_nothing_before_a_reception()
    {
        Hours(Of(Received(0, "free"), Told("withdrawn", 2), Told("finished", 3)).Ended).ShouldBe(3);
        Hours(Of(Received(0, "free"), Told("finished", 2), Told("withdrawn", 3), Told("transferred", 4) with { Agency = "C1" }).Ended).ShouldBe(2);
        Fold.Of([Told("registered", 0), Told("rated", 1)]).ShouldBeNull();
    }

    [Fact]
    public void The_clock_stands_still_while_any_kind_of_pause_lasts()
    {
        var dossier = Of(
            Received(0, "h24"), Told("supplement-requested", 2), Told("payment-requested", 4), Told("supplement-received", 6), Told("payment-received", 9));
        (Hours(dossier.Due), dossier.IsPaused).ShouldBe((31, false));
        Of(Received(0, "h24"), Told("supplement-requested", 2), Told("payment-requested", 4), Told("supplement-received", 6)).IsPaused.ShouldBeTrue();
    }

    [Fact]
    public void Declined_a_dossier_is_not_received_until_it_is_received_again()
    {
        Of(Received(0, "h24"), Told("declined", 1)).IsDeclined.ShouldBeTrue();
        Of(Told("registered", 0), Told("declined", 1), Received(2, "h24")).IsDeclined.ShouldBeFalse();
    }

    private static Fold Of(params Told[] told) => Fold.Of(told).ShouldNotBeNull();

    private static Told Received(double at, string procedure) => Told("received", at) with { Agency = "A1", Procedure = procedure };

    private static Told Extended(double at, double due) => Told("extended", at) with { Due = Begin.AddHours(due) };

    private static Told Told(string type, double at) => new($"{type}-{at}", "s", "D", type, Begin.AddHours(at));

    private static double? Hours(DateTimeOffset? at) => (at - Begin)?.TotalHours;
}
