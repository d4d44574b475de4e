using Grains.Interfaces.Catalogue;
using Grains.Time;
using NodaTime;
using Shouldly;
using Xunit;
using static Grains.Interfaces.Catalogue.AllowanceUnit;
using static Grains.Tests.Time.Calendars;

namespace Grains.Tests.Time;

/// <summary>One test for each choice of how a deadline is counted, on the Vietnamese office calendar.</summary>
public sealed class DeadlineTests
{
    [Fact]
    public void A_budget_that_ends_at_closing_is_due_at_that_closing_or_at_the_next_opening()
    {
        Due("2026-01-05 13:30", Hours, 4).ShouldBe(Vn("2026-01-05 17:30"));
        Due("2026-01-05 13:30", Hours, 4, new ClockOptions { Closing = ClosingPolicy.NextOpening }).ShouldBe(Vn("2026-01-06 07:30"));
    }

    [Theory]
    [InlineData(WorkingDayPolicy.Clock, "2026-01-07 14:00")]
    [InlineData(WorkingDayPolicy.EightHours, "2026-01-07 14:00")]
    [InlineData(WorkingDayPolicy.EndOfDay, "2026-01-07 17:30")]
    public void Two_working_days(WorkingDayPolicy policy, string due) =>
        Due("2026-01-05 14:00", WorkingDays, 2, new ClockOptions { WorkingDay = policy }).ShouldBe(Vn(due));

    [Theory]
    [InlineData(WorkingDayPolicy.Clock, "2026-01-08 10:00")] // Thursday at ten, a short day or not
    [InlineData(WorkingDayPolicy.EightHours, "2026-01-08 16:00")] // Wednesday has only four hours
    public void Eight_hours_differ_from_the_clock_over_a_short_day(WorkingDayPolicy policy, string due)
    {
        var shortWednesday = OfficeDocument() with { Week = OfficeDocument().Week.SetItem("wed", [["07:30", "11:30"]]) };
        new DeadlineRules(Build(shortWednesday), new ClockOptions { WorkingDay = policy })
            .DeadlineOf(Vn("2026-01-05 10:00"), Allowed(WorkingDays, 3)).ShouldBe(new Deadline.Due(Vn(due)));
    }

    [Theory]
    [InlineData("2026-01-06 15:00", "2026-01-07 11:30")] // after Wednesday's only closing: that closing
    [InlineData("2026-01-06 08:00", "2026-01-07 09:00")] // before Wednesday's opening: that opening
    public void The_clock_time_is_clipped_to_the_hours_of_the_day(string start, string due)
    {
        var shortWednesday = OfficeDocument() with { Week = OfficeDocument().Week.SetItem("wed", [["09:00", "11:30"]]) };
        new DeadlineRules(Build(shortWednesday), ClockOptions.Default)
            .DeadlineOf(Vn(start), Allowed(WorkingDays, 1)).ShouldBe(new Deadline.Due(Vn(due)));
    }

    [Fact]
    public void The_midnight_that_closes_one_day_is_before_the_opening_of_the_next()
    {
        var wholeMonday = OfficeDocument() with { Week = OfficeDocument().Week.SetItem("mon", [["00:00", "24:00"]]) };
        new DeadlineRules(Build(wholeMonday), ClockOptions.Default)
            .DeadlineOf(Vn("2026-01-05 00:00"), Allowed(WorkingDays, 1)).ShouldBe(new Deadline.Due(Vn("2026-01-06 07:30")));
    }

    [Theory]
    [InlineData(WorkingDayPolicy.Clock, StartPolicy.NextOpening, "2026-01-19 07:30")]
    [InlineData(WorkingDayPolicy.Clock, StartPolicy.DayBefore, "2026-01-19 07:30")]
    [InlineData(WorkingDayPolicy.EndOfDay, StartPolicy.DayBefore, "2026-01-19 17:30")]
    public void No_days_at_all_from_a_Saturday_end_on_Monday(WorkingDayPolicy workingDay, StartPolicy start, string due) =>
        Due("2026-01-17 09:00", WorkingDays, 0, new ClockOptions { WorkingDay = workingDay, Start = start }).ShouldBe(Vn(due));

    [Theory]
    [InlineData(0.5, WorkingDayPolicy.Clock, "2026-01-05 14:30")] // four working hours
    [InlineData(1.5, WorkingDayPolicy.Clock, "2026-01-06 14:30")]
    [InlineData(1.5, WorkingDayPolicy.EndOfDay, "2026-01-07 17:30")] // part of a day counts as a whole one
    [InlineData(-0.5, WorkingDayPolicy.Clock, "2025-12-31 14:30")]
    public void Parts_of_a_working_day(double days, WorkingDayPolicy policy, string due) =>
        Due("2026-01-05 08:30", WorkingDays, (decimal)days, new ClockOptions { WorkingDay = policy }).ShouldBe(Vn(due));

    [Theory]
    [InlineData("2026-01-09 18:00", StartPolicy.NextOpening, "2026-01-12 07:30")] // Friday evening: day 0 is the make-up Saturday
    [InlineData("2026-01-09 18:00", StartPolicy.DayBefore, "2026-01-10 17:30")] // day 0 is Friday
    [InlineData("2026-01-17 09:00", StartPolicy.NextOpening, "2026-01-20 07:30")] // Saturday: day 0 is Monday
    [InlineData("2026-01-17 09:00", StartPolicy.DayBefore, "2026-01-19 09:00")] // day 1 is Monday
    public void A_start_outside_hours(string start, StartPolicy policy, string due) =>
        Due(start, WorkingDays, 1, new ClockOptions { Start = policy }).ShouldBe(Vn(due));

    [Theory]
    [InlineData(ClosedDuePolicy.Forward, "2026-01-05 09:00")]
    [InlineData(ClosedDuePolicy.Back, "2025-12-31 09:00")]
    [InlineData(ClosedDuePolicy.Keep, "2026-01-02 09:00")]
    public void Calendar_days_that_end_on_a_day_off(ClosedDuePolicy policy, string due) =>
        Due("2025-12-23 09:00", CalendarDays, 10, new ClockOptions { ClosedDue = policy }).ShouldBe(Vn(due));

    [Fact]
    public void Calendar_days_that_end_on_an_open_day_keep_the_clock_time() =>
        Due("2025-12-08 16:15", CalendarDays, 28).ShouldBe(Vn("2026-01-05 16:15"));

    [Fact]
    public void Kept_calendar_days_from_the_start_itself_are_exact_to_the_minute() =>
        Due("2026-01-03 23:10", CalendarDays, 56, new ClockOptions { Start = StartPolicy.DayBefore, ClosedDue = ClosedDuePolicy.Keep })
            .ShouldBe(Vn("2026-02-28 23:10"));

    [Theory]
    [InlineData(WorkingDayPolicy.EndOfDay, ClosedDuePolicy.Forward, "2026-01-05 17:30")]
    [InlineData(WorkingDayPolicy.EndOfDay, ClosedDuePolicy.Keep, "2026-01-03 00:00")] // the end of the closed 2 January
    public void Calendar_days_to_the_end_of_the_day(WorkingDayPolicy workingDay, ClosedDuePolicy closed, string due) =>
        Due("2025-12-23 09:00", CalendarDays, 10, new ClockOptions { WorkingDay = workingDay, ClosedDue = closed }).ShouldBe(Vn(due));

    [Theory]
    [InlineData("2026-01-30 09:00", 1, "2026-03-02 09:00")] // 28 February is a Saturday
    [InlineData("2026-03-31 09:00", 1, "2026-04-30 09:00")] // the month's last day
    [InlineData("2026-05-15 09:00", -3, "2026-02-16 09:00")] // 15 February is a Sunday
    public void Months(string start, int months, string due) => Due(start, AllowanceUnit.Months, months).ShouldBe(Vn(due));

    [Theory]
    [InlineData("2026-01-05 15:00", "2026-01-05 17:30")] // up to the cut-off
    [InlineData("2026-01-05 15:01", "2026-01-06 17:30")] // after it
    [InlineData("2026-01-05 06:00", "2026-01-05 17:30")] // before opening
    [InlineData("2026-01-05 12:00", "2026-01-05 17:30")] // at lunch
    [InlineData("2026-01-05 20:00", "2026-01-06 17:30")] // in the evening
    [InlineData("2026-01-09 15:01", "2026-01-10 17:30")] // the next day is the make-up Saturday
    [InlineData("2026-01-01 09:00", "2026-01-05 17:30")] // on a day off
    public void Same_day_procedures_have_a_cut_off(string received, string due) =>
        Office(ClockOptions.Default).DeadlineOf(Vn(received), new Term.Allowed(new Allowance(WorkingDays, 1), new LocalTime(15, 0)))
            .ShouldBe(new Deadline.Due(Vn(due)));

    [Theory]
    [InlineData("2026-01-07 11:29", "2026-01-07 11:30")]
    [InlineData("2026-01-07 11:30", "2026-01-08 17:30")] // before the cut-off, but the day is over
    public void A_cut_off_does_not_lengthen_a_short_day(string received, string due)
    {
        var shortWednesday = OfficeDocument() with { Week = OfficeDocument().Week.SetItem("wed", [["07:30", "11:30"]]) };
        new DeadlineRules(Build(shortWednesday), ClockOptions.Default)
            .DeadlineOf(Vn(received), new Term.Allowed(Allowance.None, new LocalTime(15, 0))).ShouldBe(new Deadline.Due(Vn(due)));
    }

    [Theory]
    [InlineData(15, "2026-01-05 08:45")]
    [InlineData(60, "2026-01-05 09:00")]
    [InlineData(0, "2026-01-05 08:31")]
    public void A_due_can_be_rounded_up(int minutes, string due) =>
        Due("2026-01-05 07:31", Hours, 1, new ClockOptions { RoundUpMinutes = minutes }).ShouldBe(Vn(due));

    [Fact]
    public void Rounding_never_passes_closing() =>
        Due("2026-01-05 16:25", Hours, 1, new ClockOptions { RoundUpMinutes = 60 }).ShouldBe(Vn("2026-01-05 17:30"));

    [Fact]
    public void A_due_kept_outside_hours_is_not_rounded() =>
        Due("2026-01-02 09:10", CalendarDays, 1, new ClockOptions { Start = StartPolicy.DayBefore, ClosedDue = ClosedDuePolicy.Keep, RoundUpMinutes = 60 })
            .ShouldBe(Vn("2026-01-03 09:10"));

    [Fact]
    public void A_part_of_a_second_is_rounded_up_to_the_second() =>
        Office(ClockOptions.Default).DeadlineOf(Vn("2026-01-05 08:00") + Duration.FromMilliseconds(1), Allowed(Hours, 1))
            .ShouldBe(new Deadline.Due(Vn("2026-01-05 09:00") + Duration.FromSeconds(1)));

    [Theory]
    [InlineData("2026-01-05 17:30", Hours, -4, "2026-01-05 13:30")]
    [InlineData("2026-01-05 17:30", WorkingDays, -1, "2025-12-31 17:30")] // one day before a due at closing is the day before's closing
    [InlineData("2026-01-04 12:00", WorkingDays, -1, "2025-12-30 17:30")] // from Sunday: the day before Wednesday, at closing
    [InlineData("2026-01-12 09:00", CalendarDays, -10, "2026-01-05 09:00")] // the closed 2 January rolls forward
    [InlineData("2026-01-05 08:00", Seconds, -1800, "2026-01-05 07:30")]
    public void Negative_values_go_backward(string start, AllowanceUnit unit, int value, string due) => Due(start, unit, value).ShouldBe(Vn(due));

    [Fact]
    public void Without_a_limit_there_is_no_due() =>
        Office(ClockOptions.Default).DeadlineOf(Vn("2026-01-05 08:00"), new Term.Allowed(Allowance.None)).ShouldBe(new Deadline.Undated());

    [Theory]
    [InlineData(Hours, 1e10, 0, "duration-out-of-range")]
    [InlineData(Seconds, -1e10, 0, "duration-out-of-range")]
    [InlineData(WorkingDays, 50_000, 0, "duration-out-of-range")]
    [InlineData(AllowanceUnit.Months, 1_700, 0, "duration-out-of-range")]
    [InlineData(WorkingDays, 47_000, 0, "calendar-does-not-cover")]
    [InlineData(CalendarDays, 1.5, 0, "whole-number-needed")]
    [InlineData(AllowanceUnit.Months, 0.5, 0, "whole-number-needed")]
    [InlineData((AllowanceUnit)99, 1, 0, "unknown-unit")]
    [InlineData(Hours, 1, 1441, "round-up-out-of-range")]
    [InlineData(Hours, 1, -1, "round-up-out-of-range")]
    public void What_cannot_be_counted_is_refused_with_a_code(AllowanceUnit unit, double value, int roundUp, string code) =>
        Office(new ClockOptions { RoundUpMinutes = roundUp }).DeadlineOf(Vn("2026-01-05 08:00"), Allowed(unit, (decimal)value))
            .ShouldBeOfType<Deadline.Refused>().Code.ShouldBe(code);

    private static Instant Due(string start, AllowanceUnit unit, decimal value, ClockOptions? options = null) =>
        Office(options ?? ClockOptions.Default).DeadlineOf(Vn(start), Allowed(unit, value)).ShouldBeOfType<Deadline.Due>().At;

    private static DeadlineRules Office(ClockOptions options) => new(Calendars.Office, options);

    private static Term.Allowed Allowed(AllowanceUnit unit, decimal value) => new(new Allowance(unit, value));
}
