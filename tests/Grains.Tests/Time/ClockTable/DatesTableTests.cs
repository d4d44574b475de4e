using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Deadlines;
using Grains.Time;
using NodaTime;
using Shouldly;
using Xunit;
using static Grains.Interfaces.Catalogue.AllowanceUnit;
using static Grains.Tests.Time.Calendars;
using static Grains.Tests.Time.ClockTable.Counting;

namespace Grains.Tests.Time.ClockTable;

/// <summary>The rules of the clock, row by row: dates on closed days, same-day procedures, local times that zones skip or repeat.</summary>
public sealed class DatesTableTests
{
    [Fact]
    public void Calendar_day_due_on_a_closed_date__rolls_forward_and_names_the_holiday() =>
        Count("2025-12-23 09:00", CalendarDays, 10).IsDue("2026-01-05 09:00").Says(ExplanationKind.DueOnClosedDay, ExplanationReason.RolledForward, "Nghỉ hoán đổi")
            .All(ExplanationKind.ClosedDay).Select(step => step.Name).ShouldBe(["sat", "sun"]);

    [Fact]
    public void Calendar_day_due_on_a_closed_date__option_back() =>
        Count("2025-12-23 09:00", CalendarDays, 10, new ClockOptions { ClosedDue = ClosedDuePolicy.Back }).IsDue("2025-12-31 09:00")
            .Says(ExplanationKind.DueOnClosedDay, ExplanationReason.RolledBack, "Nghỉ hoán đổi").The(ExplanationKind.ClosedDay).Name.ShouldBe("Tết Dương lịch");

    [Fact]
    public void Calendar_day_due_on_a_closed_date__option_keep() =>
        Count("2025-12-23 09:00", CalendarDays, 10, new ClockOptions { ClosedDue = ClosedDuePolicy.Keep }).IsDue("2026-01-02 09:00")
            .Says(ExplanationKind.DueOnClosedDay, ExplanationReason.Kept, "Nghỉ hoán đổi");

    [Fact]
    public void Calendar_day_due_on_an_open_date__stays() =>
        Count("2026-01-05 09:00", CalendarDays, 3).IsDue("2026-01-08 09:00").DoesNotSay(ExplanationKind.DueOnClosedDay);

    [Fact]
    public void Calendar_day_due_on_a_make_up_day__is_open_and_says_whose_hours_it_has() =>
        Count("2026-01-06 09:00", CalendarDays, 4).IsDue("2026-01-10 09:00").The(ExplanationKind.MakeUpDay).HoursOf.ShouldBe("fri");

    [Fact]
    public void Month_due_on_a_closed_date__rolls_as_calendar_days_do() =>
        Count("2026-01-30 09:00", Months, 1).IsDue("2026-03-02 09:00").Says(ExplanationKind.DueOnClosedDay, ExplanationReason.RolledForward, "sat");

    [Fact]
    public void Due_on_a_yearly_day_off__is_named_by_its_month_and_day() =>
        Count("2026-08-31 09:00", CalendarDays, 2, calendar: OfficeDocument() with { YearlyClosed = ["09-02"] }).IsDue("2026-09-03 09:00")
            .Says(ExplanationKind.DueOnClosedDay, ExplanationReason.RolledForward, "09-02");

    [Theory]
    [InlineData("2026-01-05 14:59", "2026-01-05 17:30")] // before
    [InlineData("2026-01-05 15:00", "2026-01-05 17:30")] // at
    public void Same_day__received_by_the_cut_off_is_due_at_that_day_s_closing(string received, string due) =>
        SameDay(received).IsDue(due).Says(ExplanationKind.CutOff, ExplanationReason.ByCutOff);

    [Fact]
    public void Same_day__received_after_the_cut_off_is_due_at_the_next_working_day_s_closing() =>
        SameDay("2026-01-05 15:01").IsDue("2026-01-06 17:30").Says(ExplanationKind.CutOff, ExplanationReason.AfterCutOff);

    [Fact]
    public void Same_day__received_after_the_cut_off_before_a_make_up_day() =>
        SameDay("2026-01-09 16:00").IsDue("2026-01-10 17:30").The(ExplanationKind.MakeUpDay).Date.ShouldBe(new DateOnly(2026, 1, 10));

    [Fact]
    public void Same_day__received_on_a_closed_day_names_it() =>
        SameDay("2026-01-01 09:00").IsDue("2026-01-05 17:30").Says(ExplanationKind.CutOff, ExplanationReason.Holiday, "Tết Dương lịch");

    [Fact]
    public void Same_day__received_after_closing() =>
        SameDay("2026-01-05 20:00").IsDue("2026-01-06 17:30").Says(ExplanationKind.CutOff, ExplanationReason.AfterHours);

    [Fact]
    public void Same_day__received_on_a_Saturday_of_reception() =>
        SameDay("2026-01-17 09:00", calendar: OfficeDocument() with { Reception = Week("sat", ("07:30", "11:30")) }).IsDue("2026-01-19 17:30")
            .Says(ExplanationKind.CutOff, ExplanationReason.ReceptionHours, "sat");

    [Theory]
    [InlineData("America/Sao_Paulo", "2017-10-14T12:00Z", "2017-10-15T03:00Z")] // midnight does not exist
    [InlineData("Asia/Tehran", "2021-03-21T10:00Z", "2021-03-21T20:30Z")] // nor here
    public void Skipped_local_time__a_closing_at_the_midnight_that_is_skipped_is_the_gap(string zone, string start, string due) =>
        In(zone, ("00:00", "24:00")).DeadlineOf(At(start), SameDayTerm).ShouldBe(new Deadline.Due(At(due)));

    [Theory]
    [InlineData("Australia/Sydney", "2026-10-03T16:00Z", 23)] // 4 October: 02:00 to 03:00 is skipped
    [InlineData("Australia/Sydney", "2026-04-04T16:00Z", 25)] // 5 April: 02:00 to 03:00 comes twice
    public void Skipped_and_repeated_local_time__a_day_round_the_clock_has_the_hours_it_really_has(string zone, string during, int hours)
    {
        var calendar = In(zone, ("00:00", "24:00")).Calendar;
        var midnight = calendar.StartOfDay(calendar.DateOf(At(during)));
        var (deadline, steps) = In(zone, ("00:00", "24:00")).Explain(midnight, new Term.Allowed(new Allowance(Hours, hours)), Pauses.None);
        deadline.ShouldBe(new Deadline.Due(calendar.StartOfDay(calendar.DateOf(At(during)).PlusDays(1))));
        steps.Single(step => step.Kind == ExplanationKind.OpenInterval).Seconds.ShouldBe(hours * 3600);
    }

    [Theory]
    [InlineData("2026-03-28T01:30Z", "2026-03-29T01:00Z")] // on the Sunday 02:30 is skipped: the instant of the gap
    [InlineData("2026-10-24T00:30Z", "2026-10-25T00:30Z")] // 02:30 comes twice: the earlier
    public void Sunday_half_past_two__the_gap_or_the_earlier_of_two(string start, string due) =>
        In("Europe/Berlin", ("00:00", "24:00")).DeadlineOf(At(start), new Term.Allowed(new Allowance(WorkingDays, 1))).ShouldBe(new Deadline.Due(At(due)));

    [Fact]
    public void Hours_that_a_zone_skips__close_the_day_and_say_so()
    {
        var steps = In("Europe/Berlin", ("02:15", "02:45")).Explain(At("2026-03-28T01:15Z"), new Term.Allowed(new Allowance(Hours, 1)), Pauses.None).Steps;
        var closed = steps.Single(step => step.Kind == ExplanationKind.ClosedDay);
        (closed.Date, closed.Reason, closed.Name).ShouldBe((new DateOnly(2026, 3, 29), ExplanationReason.HoursSkipped, "sun"));
    }

    [Fact]
    public void Intervals__are_half_open()
    {
        Office.IsOpen(Vn("2026-01-05 07:30")).ShouldBeTrue();
        Office.IsOpen(Vn("2026-01-05 11:30")).ShouldBeFalse();
    }

    private static readonly Term SameDayTerm = new Term.Allowed(Allowance.None, new LocalTime(15, 0));

    private static DeadlineRules In(string zone, params (string From, string To)[] hours) => new(Build(AllWeek(zone, hours)), ClockOptions.Default);
}
