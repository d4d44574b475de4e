using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using Grains.Tests.Catalogue;
using Grains.Tests.Time;
using Shouldly;
using Xunit;

namespace Grains.Tests.Dossiers;

/// <summary>Several clocks side by side on one dossier; office hours are 07:30-11:30 and 13:30-17:30, and 03-02 is a Monday.</summary>
public sealed class ClockTests
{
    [Fact]
    public void Every_clock_of_a_dossier_stands_beside_the_others()
    {
        var detail = new ADossier().Registered("03-02 07:30", "full").Received("03-02 08:00", procedure: "full").Step("03-02 09:00", "step 1")
            .Petitioned("03-03 08:00").Detail("03-03 08:00");
        detail.Clocks.Select(clock => (clock.Kind, clock.Subject, clock.State, clock.Due, clock.Basis)).ShouldBe([
            ("handling", null, "running", ADossier.At("03-09 08:00"), "procedure"),
            ("commitment", null, "running", ADossier.At("03-05 08:00"), "procedure"),
            ("acceptance", null, "ended", ADossier.At("03-02 17:30"), "policy"),
            ("step", "step 1", "running", ADossier.At("03-03 09:00"), "procedure"),
            ("petition", "PA-1", "running", ADossier.At("03-24 08:00"), "policy")]);
        detail.Clocks.ShouldAllBe(clock => clock.Calendar == "office@1" && clock.OriginalDue == clock.Due);
    }

    [Theory]
    [InlineData("03-05 08:00", false)]
    [InlineData("03-05 08:01", true)]
    public void Late_by_the_commitment_is_not_late_by_law(string finished, bool late)
    {
        var dossier = new ADossier().Received("03-02 08:00", procedure: "full").Finished(finished);
        (dossier.Clock("commitment", "03-06 08:00").Late, dossier.Clock("handling", "03-06 08:00").Late).ShouldBe((late, false));
        dossier.Line.EndedLate.ShouldBeFalse();
    }

    [Fact]
    public void A_pause_moves_the_commitment_as_it_moves_the_law()
    {
        var dossier = new ADossier().Received("03-02 08:00", procedure: "full").Paused("03-03 08:00");
        dossier.Clock("commitment", "03-30 08:00").State.ShouldBe("paused");
        dossier.Resumed("03-04 08:00");
        var clock = dossier.Clock("commitment", "03-04 08:00");
        (clock.Due, clock.OriginalDue, clock.Pauses.Length).ShouldBe((ADossier.At("03-06 08:00"), ADossier.At("03-05 08:00"), 1));
        dossier.Clock("handling", "03-04 08:00").Due.ShouldBe(ADossier.At("03-10 08:00"));
    }

    [Fact]
    public void An_extension_is_of_the_law_and_leaves_the_commitment()
    {
        var dossier = new ADossier().Received("03-02 08:00", procedure: "full").Extended("03-05 08:00", due: "03-13 17:00");
        var handling = dossier.Clock("handling", "03-06 08:00");
        (handling.Due, handling.OriginalDue, handling.Basis).ShouldBe((ADossier.At("03-13 17:00"), ADossier.At("03-09 08:00"), "extension"));
        handling.Extensions.ShouldHaveSingleItem().Replaced.ShouldBe(ADossier.At("03-09 08:00"));
        (dossier.Clock("commitment", "03-06 08:00").Due, dossier.Clock("commitment", "03-06 08:00").State).ShouldBe((ADossier.At("03-05 08:00"), "overdue"));
    }

    [Theory]
    [InlineData("03-02 17:30", false)]
    [InlineData("03-03 07:31", true)]
    public void Accepting_within_eight_working_hours_is_in_time(string received, bool late)
    {
        var clock = new ADossier().Registered("03-02 07:30").Received(received).Clock("acceptance", "03-04 08:00");
        (clock.State, clock.Late).ShouldBe(("ended", late));
    }

    [Fact]
    public void A_step_s_time_comes_from_the_procedure_unless_its_source_sets_it()
    {
        var dossier = new ADossier().Received("03-02 08:00", procedure: "full").Step("03-02 09:00", "step 1").Step("03-04 09:00", "step 2", due: "03-04 10:00").Step("03-04 11:00", "unknown");
        var steps = dossier.Detail("03-04 11:00").Clocks.Where(clock => clock.Kind == "step").ToList();
        steps.Select(step => (step.Subject, step.Due, step.Basis, step.Ended, step.Late)).ShouldBe([
            ("step 1", ADossier.At("03-03 09:00"), "procedure", ADossier.At("03-04 09:00"), true),
            ("step 2", ADossier.At("03-04 10:00"), "source", ADossier.At("03-04 11:00"), true),
            ("unknown", null, null, null, false)]);
        steps[^1].State.ShouldBe("undated");
    }

    [Fact]
    public void A_step_is_never_charged_with_the_citizen_s_wait()
    {
        var dossier = new ADossier().Received("03-02 08:00", procedure: "full").Step("03-02 09:00", "step 1").Paused("03-02 11:00");
        dossier.Clock("step", "03-31 11:00").State.ShouldBe("paused");
        dossier.Resumed("03-05 11:00");
        var step = dossier.Clock("step", "03-06 08:59");
        (step.Due, step.OriginalDue, step.State, step.Late).ShouldBe((ADossier.At("03-06 09:00"), ADossier.At("03-03 09:00"), "running", false));
        dossier.Clock("step", "03-06 09:01").State.ShouldBe("overdue");
    }

    [Fact]
    public void A_step_is_not_credited_with_a_wait_outside_it()
    {
        var dossier = new ADossier().Received("03-02 08:00", procedure: "full").Paused("03-02 09:00").Resumed("03-02 11:00").Step("03-02 11:00", "step 2").Step("03-02 15:30", "step 1")
            .Paused("03-02 16:00").Resumed("03-02 17:00");
        (dossier.Clock("step", "03-03 08:00", "step 2").Due, dossier.Clock("step", "03-03 08:00", "step 2").Pauses.Length).ShouldBe((ADossier.At("03-02 17:00"), 0));
        dossier.Clock("step", "03-03 08:00", "step 1").Due.ShouldBe(ADossier.At("03-03 16:30"));
    }

    [Fact]
    public void A_step_is_counted_on_the_calendar_of_its_agency_as_it_was_when_the_dossier_came_there()
    {
        var saturday = Calendars.OfficeDocument() with { Id = "saturday", MakeUp = [], Week = Calendars.Week("fri sat", ("07:30", "11:30")) };
        var reference = Office.Reference.With(new() { Calendars = [("saturday", 1, saturday)], Agencies = [(Office.Commune, 2, Office.Agency(Office.Commune, Office.Province) with { Calendar = "saturday" })] });
        var dossier = new ADossier { Reference = reference }.Received("03-02 08:00", procedure: "full").Step("03-06 08:30", "step 2", Office.Commune);
        (dossier.Clock("step", "03-06 09:00").Due, dossier.Clock("step", "03-06 09:00").Calendar).ShouldBe((ADossier.At("03-07 08:30"), "saturday@1"));
        dossier.Reference = reference.With(new() { Calendars = [("saturday", 2, saturday with { Week = Calendars.Week("mon", ("07:30", "11:30")) })] });
        dossier.Petitioned("03-06 10:00").Clock("step", "03-06 10:00").Due.ShouldBe(ADossier.At("03-07 08:30"));
    }

    [Fact]
    public void The_dossier_s_own_calendar_has_one_version_for_all_its_steps()
    {
        var dossier = new ADossier().Received("03-02 08:00", procedure: "full").Step("03-02 09:00", "step 2", Office.Division);
        dossier.Reference = dossier.Reference.With(new() { Calendars = [("office", 2, Calendars.OfficeDocument() with { YearlyClosed = ["03-03"] })] });
        var clocks = dossier.Step("03-02 15:30", "step 2", Office.Commune).Detail("03-02 16:00").Clocks;
        clocks.Select(clock => clock.Calendar).Distinct().ShouldBe(["office@1"]);
        clocks[^1].Due.ShouldBe(ADossier.At("03-03 09:30"), "03-03 is a day off in the newer version only");
    }

    [Theory]
    [InlineData("03-24 08:00", false)]
    [InlineData("03-24 08:01", true)]
    public void A_petition_is_answered_within_fifteen_working_days(string answered, bool late)
    {
        var dossier = new ADossier().Received("03-02 08:00").Petitioned("03-03 08:00").Answered(answered);
        (dossier.Clock("petition", "04-01 08:00").State, dossier.Clock("petition", "04-01 08:00").Late).ShouldBe(("ended", late));
        dossier.Answered("04-02 08:00").Clock("petition", "04-03 08:00").Ended.ShouldBe(ADossier.At(answered), "the first answer counts");
    }

    [Fact]
    public void Each_petition_has_a_clock_and_neither_a_pause_nor_the_dossier_s_end_stops_it()
    {
        var dossier = new ADossier().Received("03-02 08:00").Petitioned("03-03 08:00").Petitioned("03-04 08:00", "PA-2").Paused("03-05 08:00").Resumed("03-10 08:00").Finished("03-11 08:00");
        dossier.Clock("petition", "03-24 09:00", "PA-1").State.ShouldBe("overdue");
        dossier.Clock("petition", "03-24 09:00", "PA-2").State.ShouldBe("running");
    }

    [Fact]
    public void Reopened_every_clock_of_the_dossier_goes_on_by_the_rules_of_the_first_reception()
    {
        var dossier = new ADossier().Received("03-02 08:00", procedure: "full").Finished("03-03 08:00");
        dossier.Reference = dossier.Reference.With(new()
        {
            Procedures = [("full", 2, Office.Full with { Duration = new Allowance(AllowanceUnit.WorkingDays, 1) })],
            Calendars = [("office", 2, Calendars.OfficeDocument() with { YearlyClosed = ["03-05"] })],
            Policies = [(Grains.Catalogue.ReferenceData.PolicyId, 2, Office.Policy with { Petition = new Allowance(AllowanceUnit.Hours, 1) })],
        });
        dossier.Received("03-04 08:00", procedure: "full").Petitioned("03-04 08:00");
        dossier.Detail("03-04 08:00").Clocks.Select(clock => (clock.Kind, clock.Due, clock.Calendar, clock.State)).ShouldBe([
            ("handling", ADossier.At("03-09 08:00"), "office@1", "running"), ("commitment", ADossier.At("03-05 08:00"), "office@1", "running"),
            ("petition", ADossier.At("03-25 08:00"), "office@1", "running")]);
    }
}
