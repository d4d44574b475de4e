using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Tests.Catalogue;
using Grains.Tests.Dossiers;
using Shouldly;
using Xunit;

namespace Grains.Tests.Escalation;

/// <summary>
/// The built-in ladder of a dossier received on Monday 03-02 08:00 and due on Monday 03-09 08:00: due soon on Friday 03-06 08:00, due,
/// and one working day after.
/// </summary>
public sealed class LadderTests
{
    private static readonly (string Rung, DateTimeOffset At)[] Rungs =
        [("dueSoon", ADossier.At("03-06 08:00")), ("due", ADossier.At("03-09 08:00").AddTicks(1)), ("after1d", ADossier.At("03-10 08:00"))];

    [Fact]
    public void Each_rung_is_climbed_once_at_its_own_instant()
    {
        var dossier = new ADossier().Received("03-02 08:00");
        for (var i = 0; i < Rungs.Length; i++)
        {
            dossier.Line.NextMark.ShouldBe(Rungs[i].At);
            dossier.Climb(Rungs[i].At.AddTicks(-1)).OpenRungs.ShouldBe(Rungs.Take(i).Select(rung => rung.Rung));
            dossier.Climb(Rungs[i].At).OpenRungs.ShouldBe(Rungs.Take(i + 1).Select(rung => rung.Rung));
            var climbed = dossier.State;
            dossier.Climb(Rungs[i].At).State.ShouldBeSameAs(climbed);
        }

        dossier.Line.NextMark.ShouldBeNull();
        dossier.State.Alerts.ShouldAllBe(alert => alert.Version == 1 && alert.State == AlertState.Raised);
    }

    [Fact]
    public void Rungs_that_were_missed_are_climbed_together()
    {
        new ADossier().Received("03-02 08:00").Climb("03-20 08:00").OpenRungs.ShouldBe(["dueSoon", "due", "after1d"]);
    }

    [Fact]
    public void The_agency_is_told_first_and_its_parent_last()
    {
        var dossier = new ADossier().Received("03-02 08:00", agency: Office.Division).Climb("03-20 08:00");
        dossier.Alert("dueSoon").To.ShouldBe(new Addressee(Office.Division, "officer"));
        dossier.Alert("due").To.ShouldBe(new Addressee(Office.Division, "head"));
        dossier.Alert("after1d").To.ShouldBe(new Addressee(Office.Department, "head"));
    }

    [Fact]
    public void At_the_top_the_agency_is_its_own_parent()
    {
        new ADossier().Received("03-02 08:00", agency: Office.Province).Climb("03-20 08:00").Alert("after1d").To.Agency.ShouldBe(Office.Province);
    }

    [Fact]
    public void The_end_withdraws_every_open_alert()
    {
        var dossier = new ADossier().Received("03-02 08:00").Climb("03-20 08:00").Finished("03-20 09:00");
        dossier.State.Alerts.ShouldAllBe(alert => alert.State == AlertState.Withdrawn && alert.Version == 2 && alert.ClosedAt == ADossier.At("03-20 09:00"));
        dossier.Line.OpenAlerts.ShouldBeEmpty();
    }

    [Fact]
    public void A_pause_in_time_withdraws_and_the_same_alert_comes_back_with_a_higher_version()
    {
        var dossier = new ADossier().Received("03-02 08:00").Climb("03-06 08:00").Paused("03-06 09:00");
        dossier.OpenRungs.ShouldBeEmpty();
        dossier.Line.NextMark.ShouldBeNull();

        dossier.Resumed("03-09 09:00"); // Eight working hours were paused: due on 03-10 08:00, and due soon since an hour.
        dossier.OpenRungs.ShouldBe(["dueSoon"]);
        (dossier.Alert("dueSoon").Id, dossier.Alert("dueSoon").Version).ShouldBe((new AlertId(ADossier.Code, "dueSoon"), 3));
        dossier.Line.NextMark.ShouldBe(ADossier.At("03-10 08:00").AddTicks(1));
    }

    [Fact]
    public void An_extension_in_time_withdraws_and_the_new_due_raises_again()
    {
        var dossier = new ADossier().Received("03-02 08:00").Climb("03-06 08:00").Extended("03-06 09:00", due: "03-16 17:00");
        dossier.Alert("dueSoon").State.ShouldBe(AlertState.Withdrawn);
        dossier.Line.NextMark.ShouldBe(ADossier.At("03-13 17:00"));
        dossier.Climb("03-13 17:00");
        (dossier.Alert("dueSoon").State, dossier.Alert("dueSoon").Version).ShouldBe((AlertState.Raised, 3));
    }

    [Fact]
    public void Paused_after_due_the_alerts_stay_and_the_ladder_goes_on()
    {
        var dossier = new ADossier().Received("03-02 08:00").Climb(Rungs[1].At).Paused("03-09 10:00");
        dossier.OpenRungs.ShouldBe(["dueSoon", "due"]);
        dossier.Climb("03-10 08:00").OpenRungs.ShouldBe(["dueSoon", "due", "after1d"]);
    }

    [Fact]
    public void What_a_backfill_passed_raises_nothing_and_what_follows_is_raised_live()
    {
        var dossier = new ADossier { Mode = IngestMode.Backfill }.Received("03-02 08:00").Tell(EventType.Step, "03-09 09:00");
        dossier.State.Alerts.ShouldBeEmpty();
        dossier.Mode = IngestMode.Live;
        dossier.Tell(EventType.Step, "03-09 10:00").OpenRungs.ShouldBeEmpty();
        dossier.Line.NextMark.ShouldBe(Rungs[2].At);
        dossier.Climb(Rungs[2].At).OpenRungs.ShouldBe(["after1d"]);
    }

    [Fact]
    public void A_late_extension_does_not_raise_again_what_a_backfill_passed()
    {
        var dossier = new ADossier { Mode = IngestMode.Backfill }.Received("03-02 08:00").Tell(EventType.Step, "03-12 09:00");
        dossier.Mode = IngestMode.Live;
        dossier.Extended("03-12 10:00", due: "03-20 17:00").OpenRungs.ShouldBeEmpty();
        dossier.Line.NextMark.ShouldBe(ADossier.At("03-19 17:00"), "only the new due date can come near again");
    }

    [Fact]
    public void An_open_alert_goes_with_its_dossier_to_another_agency()
    {
        var dossier = new ADossier().Received("03-02 08:00", agency: Office.Division).Climb(Rungs[1].At).Transferred("03-09 09:00", Office.Commune);
        var alert = dossier.Alert("due");
        (alert.Agency, alert.To, alert.State, alert.Version).ShouldBe((Office.Commune, new Addressee(Office.Commune, "head"), AlertState.Raised, 2));
    }

    [Fact]
    public void A_resolved_alert_is_neither_raised_nor_withdrawn_again()
    {
        var dossier = new ADossier().Received("03-02 08:00").Climb(Rungs[1].At);
        dossier.Command(new AlertCommand(dossier.Alert("due").Id, AlertAct.Resolve, "c1", 1, "an", "done"));
        dossier.Climb("03-20 08:00").Alert("due").State.ShouldBe(AlertState.Resolved);
        dossier.Finished("03-20 09:00").Alert("due").Version.ShouldBe(2);
    }
}
