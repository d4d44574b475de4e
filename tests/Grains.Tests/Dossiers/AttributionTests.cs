using Grains.Dossiers;
using Grains.Interfaces.Dossiers;
using Grains.Tests.Catalogue;
using Shouldly;
using Xunit;

namespace Grains.Tests.Dossiers;

/// <summary>Who had a dossier's working time; office hours are 07:30-11:30 and 13:30-17:30, and 03-02 is a Monday.</summary>
public sealed class AttributionTests
{
    [Fact]
    public void Each_hour_is_with_one_holder_only()
    {
        var ledger = new ADossier().Received("03-02 08:00", procedure: "full")
            .Step("03-02 09:00", "step 1", role: "expert").Paused("03-02 11:00").Resumed("03-03 08:30")
            .Transferred("03-03 10:30", Office.Commune).Step("03-03 14:30", "step 2", Office.Commune)
            .AskedToPay("03-03 15:30").Paid("03-03 16:00").Finished("03-03 17:00").View.Attribution(ADossier.At("03-20 08:00"))!;
        Lines(ledger).ShouldBe([
            "agency QN.so 1", "step QN.so step 1 4", "citizen supplement 5.5", "handover QN.xa 2", "step QN.xa step 2 2", "citizen payment 0.5"]);
        (ledger.WorkingSeconds, ledger.Calendar, ledger.To).ShouldBe((15 * 3600, "office@1", ADossier.At("03-03 17:00")));
        ledger.Spans.Select(span => span.Kind).ShouldBe(["agency", "step", "citizen", "step", "handover", "step", "citizen", "step"]);
        ledger.Lines[3].Giver.ShouldBe(Office.Department);
    }

    [Theory]
    [InlineData(EventType.Step)]
    [InlineData(EventType.SupplementRequested)]
    [InlineData(EventType.PaymentRequested)]
    [InlineData(EventType.Extended)]
    [InlineData(EventType.Finished)]
    public void A_hand_over_ends_with_the_receiving_agency_s_first_act(EventType act)
    {
        var dossier = new ADossier().Received("03-02 08:00").Transferred("03-02 09:00", Office.Commune)
            .Tell(act, "03-02 10:00", told => told with { Step = "step 1", Due = act == EventType.Extended ? ADossier.At("03-20 08:00") : null });
        Lines(dossier.View.Attribution(ADossier.At("03-02 11:00"))!).Take(2).ShouldBe(["agency QN.so 1", "handover QN.xa 1"]);
    }

    [Fact]
    public void The_citizen_s_acts_do_not_end_a_hand_over_and_their_wait_is_not_part_of_it()
    {
        var dossier = new ADossier().Received("03-02 07:30").Paused("03-02 08:30").Transferred("03-02 09:30", Office.Commune).Resumed("03-02 10:30");
        Lines(dossier.View.Attribution(ADossier.At("03-02 11:30"))!).ShouldBe(["agency QN.so 1", "citizen supplement 2", "handover QN.xa 1"]);
    }

    [Fact]
    public void Of_two_requests_at_once_the_citizen_is_waited_for_by_the_first()
    {
        var dossier = new ADossier().Received("03-02 07:30").Paused("03-02 08:30").AskedToPay("03-02 09:30").Resumed("03-02 10:30").Paid("03-02 11:00");
        Lines(dossier.View.Attribution(ADossier.At("03-02 11:30"))!).ShouldBe(["agency QN.so 1.5", "citizen supplement 2", "citizen payment 0.5"]);
    }

    [Fact]
    public void What_lay_between_an_end_and_a_reopening_is_nobody_s_turn()
    {
        var dossier = new ADossier().Received("03-02 07:30").Finished("03-02 09:30").Received("03-02 10:30");
        Lines(dossier.View.Attribution(ADossier.At("03-02 11:30"))!).ShouldBe(["agency QN.so 3", "closed QN.so 1"]);
    }

    [Fact]
    public void News_that_was_under_way_is_told_inside_each_line()
    {
        var ledger = new ADossier().Received("03-02 07:30").Late(TimeSpan.FromHours(2), dossier => dossier.Transferred("03-02 08:30", Office.Commune))
            .Step("03-02 11:00", "step 1").View.Attribution(ADossier.At("03-02 11:30"))!;
        ledger.Lines.Select(line => (line.Kind, line.WorkingSeconds, line.SyncSeconds)).ShouldBe([("agency", 3600, 0), ("handover", 9000, 7200), ("step", 1800, 0)]);
        ledger.SyncSeconds.ShouldBe(7200);
        var filledIn = new ADossier { Mode = IngestMode.Backfill }.Late(TimeSpan.FromDays(2), dossier => dossier.Received("03-02 07:30").Finished("03-02 09:30"));
        filledIn.View.Attribution(ADossier.At("03-05 08:00"))!.SyncSeconds.ShouldBe(0, "a backfill says nothing of how long news takes");
    }

    [Fact]
    public void Without_a_calendar_that_covers_it_nothing_is_attributed()
    {
        new ADossier().Registered("03-02 07:30").Detail("03-02 08:00").Attribution.ShouldBeNull();
        new ADossier { Reference = Grains.Catalogue.ReferenceData.Empty }.Received("03-02 08:00").Detail("03-02 09:00").Attribution.ShouldBeNull();
        new ADossier().Received("03-02 08:00").Finished("03-01 08:00").Detail("03-02 09:00").Attribution!.Lines.ShouldBeEmpty();
    }

    private static IEnumerable<string> Lines(Attribution ledger) => ledger.Lines.Select(line =>
        string.Join(' ', new[] { line.Kind, line.Pause, line.Agency, line.Step, FormattableString.Invariant($"{line.WorkingSeconds / 3600:0.##}") }.OfType<string>()));
}
