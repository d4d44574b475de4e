using Grains.Dossiers;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using Grains.Tests.Catalogue;
using Shouldly;
using Xunit;

namespace Grains.Tests.Dossiers;

/// <summary>A dossier's clock and its end. Five working days from Monday 03-02 08:00 are due on Monday 03-09 08:00.</summary>
public sealed class DossierTests
{
    private static readonly DateTimeOffset Due = ADossier.At("03-09 08:00");

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Finishing_exactly_at_due_is_on_time_and_one_tick_later_is_late(int ticks, bool late)
    {
        var dossier = new ADossier().Received("03-02 08:00").Tell(EventType.Finished, "03-09 08:00", told => told with { At = Due.AddTicks(ticks) });
        dossier.Line.EndedLate.ShouldBe(late);
    }

    [Fact]
    public void It_is_due_soon_eight_working_hours_before_and_overdue_strictly_after_due()
    {
        var line = new ADossier().Received("03-02 08:00").Line;
        line.Due.ShouldBe(Due);
        line.IsDueSoon(ADossier.At("03-06 08:00").AddTicks(-1)).ShouldBeFalse();
        line.IsDueSoon(ADossier.At("03-06 08:00")).ShouldBeTrue();
        line.IsDueSoon(Due).ShouldBeTrue();
        line.IsOverdue(Due).ShouldBeFalse();
        line.IsOverdue(Due.AddTicks(1)).ShouldBeTrue();
        line.IsDueSoon(Due.AddTicks(1)).ShouldBeFalse();
    }

    [Fact]
    public void Paused_before_due_it_is_never_overdue_and_the_pause_moves_the_due()
    {
        var dossier = new ADossier().Received("03-02 08:00").Paused("03-05 08:00");
        dossier.Line.Paused.ShouldBeTrue();
        dossier.Line.IsOverdue(ADossier.At("06-01 08:00")).ShouldBeFalse();
        dossier.Resumed("03-10 08:00").Line.Due.ShouldBe(ADossier.At("03-12 08:00"), "three working days were paused");
        dossier.Line.Paused.ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Paused_after_due_it_stays_overdue(int ticks, bool overdue)
    {
        var dossier = new ADossier().Received("03-02 08:00").Tell(EventType.SupplementRequested, "03-09 08:00", told => told with { At = Due.AddTicks(ticks) });
        dossier.Line.IsOverdue(ADossier.At("03-20 08:00")).ShouldBe(overdue);
        dossier.Detail("03-20 08:00").Clocks[0].State.ShouldBe(overdue ? "overdue" : "paused");
        (dossier.Resumed("03-20 08:00").Line.Due == Due).ShouldBe(overdue);
    }

    [Fact]
    public void Finished_while_paused_in_time_it_is_on_time()
    {
        var line = new ADossier().Received("03-02 08:00").Paused("03-05 08:00").Finished("03-20 08:00").Line;
        line.EndedLate.ShouldBeFalse();
        line.Paused.ShouldBeFalse();
    }

    [Fact]
    public void An_extension_in_time_moves_the_due_and_keeps_the_original()
    {
        var dossier = new ADossier().Received("03-02 08:00").Extended("03-06 08:00", due: "03-16 17:00");
        dossier.Line.OverdueAfter.ShouldBe(ADossier.At("03-16 17:00"));
        var clock = dossier.Detail("03-06 08:00").Clocks[0];
        (clock.Due, clock.OriginalDue, clock.Basis).ShouldBe((ADossier.At("03-16 17:00"), Due, "extension"));
    }

    [Fact]
    public void An_extension_after_due_never_erases_the_first_breach()
    {
        var dossier = new ADossier().Received("03-02 08:00").Extended("03-10 08:00", due: "03-16 17:00");
        dossier.Line.Due.ShouldBe(ADossier.At("03-16 17:00"));
        dossier.Line.OverdueAfter.ShouldBe(Due);
        dossier.Finished("03-12 08:00").Line.EndedLate.ShouldBeTrue();
    }

    [Fact]
    public void Reopening_continues_the_clock_and_what_the_end_closed_stays_closed()
    {
        var dossier = new ADossier().Received("03-02 08:00").Paused("03-04 08:00").Finished("03-05 08:00").Received("03-06 08:00");
        dossier.Line.IsOpen.ShouldBeTrue();
        dossier.Line.Paused.ShouldBeFalse();
        dossier.Line.State.ShouldBe(PortalState.InProcess);
        dossier.Line.Received.ShouldBe(ADossier.At("03-02 08:00"));
        dossier.Line.Due.ShouldBe(ADossier.At("03-10 08:00"), "the pause lasted one working day, until the end");
        dossier.Line.Flags.ShouldBe([Flags.Reopened]);
    }

    [Fact]
    public void Declined_it_is_not_counted_and_received_after_all_it_is()
    {
        var dossier = new ADossier().Registered("03-02 08:00").Tell(EventType.Declined, "03-03 08:00");
        (dossier.Line.Received, dossier.Line.State).ShouldBe((null, PortalState.Declined));
        dossier.Received("03-04 08:00");
        (dossier.Line.IsOpen, dossier.Line.State).ShouldBe((true, PortalState.Received));
        dossier.Line.Flags.ShouldBeEmpty();
    }

    [Fact]
    public void Declined_it_is_not_counted_when_its_papers_are_handed_back()
    {
        var line = new ADossier().Received("03-02 08:00").Tell(EventType.Declined, "03-02 09:00").Tell(EventType.Returned, "03-02 10:00").Line;
        (line.Received, line.Ended, line.State).ShouldBe((null, ADossier.At("03-02 09:00"), PortalState.Returned));
    }

    [Fact]
    public void A_rating_waits_for_the_reception()
    {
        var dossier = new ADossier().Registered("03-02 08:00").Tell(EventType.Rated, "03-02 09:00", told => told with { Value = 3, Scale = 3 });
        dossier.Line.Rating.ShouldBeNull();
        dossier.Line.Flags.ShouldBe([Flags.AwaitsReceived]);
        dossier.Received("03-03 08:00").Line.Rating.ShouldBe(new Rating(ADossier.At("03-02 09:00"), 3, 3));
        dossier.Line.Flags.ShouldBeEmpty();
    }

    [Fact]
    public void Withdrawn_before_the_reception_without_a_registration_it_is_ended_and_flagged()
    {
        var line = new ADossier().Received("03-02 08:00").Tell(EventType.Withdrawn, "03-02 07:59").Line;
        (line.IsOpen, line.State).ShouldBe((false, PortalState.Withdrawn));
        line.Flags.ShouldBe([Flags.EndBeforeStart]);
        new ADossier().Registered("03-02 07:00").Tell(EventType.Withdrawn, "03-02 07:59").Received("03-02 08:00").Line.IsOpen.ShouldBeTrue();
    }

    [Theory]
    [InlineData(EventType.Stopped, PortalState.Finished)]
    [InlineData(EventType.Withdrawn, PortalState.Finished)]
    [InlineData(EventType.Returned, PortalState.Returned)]
    public void Finishing_is_the_end_that_counts_even_when_told_after_another(EventType first, PortalState state)
    {
        var line = new ADossier().Received("03-02 08:00").Tell(first, "03-04 08:00").Finished("03-10 08:00").Line;
        (line.Ended, line.EndedLate, line.State).ShouldBe((ADossier.At("03-10 08:00"), true, state));
    }

    [Fact]
    public void Handing_over_after_finishing_leaves_the_end_where_it_was()
    {
        var line = new ADossier().Received("03-02 08:00").Finished("03-06 08:00").Tell(EventType.Returned, "03-12 08:00").Line;
        (line.Ended, line.EndedLate, line.State).ShouldBe((ADossier.At("03-06 08:00"), false, PortalState.Returned));
    }

    [Fact]
    public void An_end_before_the_start_is_applied_and_flagged()
    {
        var dossier = new ADossier().Received("03-02 08:00").Finished("02-27 08:00");
        dossier.Outcome.ShouldBe(EventOutcome.Applied);
        dossier.Line.Ended.ShouldBe(ADossier.At("02-27 08:00"));
        dossier.Line.Flags.ShouldBe([Flags.EndBeforeStart]);
    }

    [Fact]
    public void What_comes_before_the_reception_waits_for_it_uncounted()
    {
        var dossier = new ADossier().Paused("03-05 08:00");
        dossier.Outcome.ShouldBe(EventOutcome.Applied);
        (dossier.Line.Received, dossier.Line.Paused).ShouldBe((null, false));
        dossier.Line.Flags.ShouldBe([Flags.AwaitsReceived]);
        dossier.Received("03-02 08:00");
        (dossier.Line.IsOpen, dossier.Line.Paused).ShouldBe((true, true));
        dossier.Line.Flags.ShouldBeEmpty();
    }

    [Fact]
    public void At_one_instant_things_happen_in_the_order_of_a_dossier_s_life_whatever_their_ids()
    {
        var dossier = new ADossier()
            .Tell(EventType.Finished, "03-02 08:00", told => told with { Id = "a" })
            .Tell(EventType.SupplementReceived, "03-02 08:00", told => told with { Id = "b" })
            .Tell(EventType.SupplementRequested, "03-02 08:00", told => told with { Id = "c" })
            .Tell(EventType.Received, "03-02 08:00", told => told with { Id = "d", Agency = Office.Department, Procedure = "five-days" });
        dossier.Line.State.ShouldBe(PortalState.Finished);
        dossier.Line.Flags.ShouldBeEmpty();
        dossier.Detail("03-02 08:00").Events.ShouldAllBe(known => known.Effect == "applied");
    }

    [Fact]
    public void One_source_says_ended_and_another_goes_on()
    {
        var dossier = new ADossier().Received("03-02 08:00").Finished("03-05 08:00", source: "vneid");
        dossier.Line.Flags.ShouldBe([Flags.SourcesDisagree]);
        dossier.Finished("03-05 09:00").Line.Flags.ShouldBeEmpty();
        dossier.Detail("03-06 08:00").Sources.Select(view => (view.Source, view.State)).ShouldBe([("igate", PortalState.Finished), ("vneid", PortalState.Finished)]);
    }

    [Fact]
    public void An_unknown_procedure_where_the_catalogue_is_open_is_undated_and_flagged()
    {
        var dossier = new ADossier().Received("03-02 08:00", agency: Office.Commune, procedure: "unknown");
        dossier.Line.Due.ShouldBeNull();
        dossier.Line.IsOpen.ShouldBeTrue();
        dossier.Line.Flags.ShouldBe([Flags.UnknownProcedure]);
    }

    [Fact]
    public void A_procedure_without_limit_is_undated_and_nothing_is_wrong_with_it()
    {
        var line = new ADossier().Received("03-02 08:00", procedure: "no-limit").Line;
        (line.Due, line.NextMark, line.Flags.Length).ShouldBe((null, null, 0));
    }

    [Fact]
    public void The_source_s_own_due_wins_over_the_procedure()
    {
        var dossier = new ADossier().Received("03-02 08:00", due: "03-04 17:00");
        dossier.Line.Due.ShouldBe(ADossier.At("03-04 17:00"));
        dossier.Detail("03-02 08:00").Clocks[0].Basis.ShouldBe("source");
    }

    [Fact]
    public void A_change_of_the_catalogue_moves_no_dossier_that_was_received_before()
    {
        var dossier = new ADossier().Received("03-02 08:00");
        dossier.Reference = Office.Reference.With(new() { Procedures = [("five-days", 2, Office.Procedure("five-days", AllowanceUnit.WorkingDays, 1))] });
        dossier.Tell(EventType.Step, "03-03 08:00").Line.Due.ShouldBe(Due);
        new ADossier { Reference = dossier.Reference }.Received("03-02 08:00").Line.Due.ShouldBe(ADossier.At("03-03 08:00"));
    }

    [Fact]
    public void A_registration_has_its_own_clock_until_it_is_received()
    {
        var dossier = new ADossier().Registered("03-02 08:00");
        var clock = dossier.Detail("03-03 08:01").Clocks.ShouldHaveSingleItem();
        (clock.Kind, clock.Due, clock.State).ShouldBe(("acceptance", ADossier.At("03-03 08:00"), "overdue"));
        dossier.Received("03-03 09:00").Detail("03-03 09:00").Clocks.Select(c => (c.Kind, c.State)).ShouldBe([("handling", "running"), ("acceptance", "ended")]);
    }

    [Fact]
    public void The_acceptance_clock_takes_the_registered_procedure_s_own_time()
    {
        var quick = Office.Procedure("quick", AllowanceUnit.WorkingDays, 5) with { Acceptance = new Allowance(AllowanceUnit.Hours, 1) };
        var dossier = new ADossier { Reference = Office.Reference.With(new() { Procedures = [("quick", 1, quick)] }) }.Registered("03-02 08:00", "quick");
        dossier.Detail("03-02 08:00").Clocks[0].Due.ShouldBe(ADossier.At("03-02 09:00"));
    }

    [Fact]
    public void An_earlier_reception_that_comes_late_brings_its_own_procedure_and_agency()
    {
        var dossier = new ADossier().Received("03-03 08:00", procedure: "two-hours").Received("03-02 08:00");
        (dossier.Line.Procedure, dossier.Line.Due).ShouldBe(("five-days", Due));
    }

    [Fact]
    public void Transferred_it_changes_its_agency_and_keeps_its_point()
    {
        var line = new ADossier().Received("03-02 08:00", point: Office.Hall).Transferred("03-03 08:00", Office.Commune).Line;
        (line.Agency, line.Point, line.Due).ShouldBe((Office.Commune, Office.Hall, Due));
    }

    [Theory]
    [InlineData("already-received", EventType.Received, EventType.Received)]
    [InlineData("already-paused", EventType.Received, EventType.SupplementRequested, EventType.SupplementRequested)]
    [InlineData("already-paused", EventType.Received, EventType.PaymentRequested, EventType.PaymentRequested)]
    [InlineData("already-extended", EventType.Received, EventType.Extended, EventType.Extended)]
    [InlineData("already-ended", EventType.Received, EventType.Finished, EventType.Extended)]
    [InlineData("already-ended", EventType.Received, EventType.Finished, EventType.Stopped)]
    [InlineData("already-ended", EventType.Received, EventType.Returned, EventType.Transferred)]
    [InlineData("already-ended", EventType.Received, EventType.Stopped, EventType.PaymentRequested)]
    public void What_makes_no_sense_is_refused_with_its_reason_and_kept(string code, params EventType[] types)
    {
        var dossier = new ADossier();
        for (var i = 0; i < types.Length; i++)
        {
            // A second reception after an end would be a reopening, so it comes at the first one's time.
            dossier.Tell(types[i], $"03-02 {8 + (types[i] == EventType.Received ? 0 : i):00}:00", told => told with
            {
                Agency = Office.Department, Procedure = "five-days", Due = types[i] == EventType.Extended ? Due.AddDays(3) : null,
            });
        }

        dossier.Outcome.Refusal.ShouldNotBeNull().Code.ShouldBe(code);
        dossier.Outcome.Refusal.Message.ShouldNotBeNullOrEmpty();
        dossier.Detail("03-02 12:00").Events.Count(known => known.Effect == code).ShouldBe(1);
        dossier.Tell(dossier.State.Events[^1].Event).Outcome.Refusal.ShouldNotBeNull().Code.ShouldBe(code);
    }

    [Fact]
    public void A_source_that_never_stops_is_refused_at_the_limit()
    {
        var dossier = new ADossier().Received("03-02 08:00");
        for (var i = 1; i < DossierState.MaxEvents; i++)
            dossier.Tell(EventType.Rated, "03-02 09:00", told => told with { Value = 3, Scale = 3 }).Outcome.ShouldBe(EventOutcome.Applied);
        dossier.Tell(EventType.Step, "03-02 10:00").Outcome.Refusal!.Code.ShouldBe("too-many-events");
        dossier.State.Events.Length.ShouldBe(DossierState.MaxEvents);
    }

    [Fact]
    public void The_newest_event_of_a_batch_is_the_source_s_mark()
    {
        var dossier = new ADossier().Received("03-05 08:00").Tell(EventType.Step, "03-04 08:00");
        dossier.Line.Source.ShouldBe(new SourceMark("igate", ADossier.At("03-05 08:00"), ADossier.At("03-05 08:00")));
    }
}
