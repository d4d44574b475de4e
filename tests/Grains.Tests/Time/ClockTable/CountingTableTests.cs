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

/// <summary>The rules of the clock, row by row: where a budget ends, what late means, units, working days, starts, precision, cover.</summary>
public sealed class CountingTableTests
{
    [Fact]
    public void Budget_ends_exactly_at_closing__due_is_that_closing() =>
        Count("2026-01-05 13:30", Hours, 4).IsDue("2026-01-05 17:30").Says(ExplanationKind.EndsAtClosing, ExplanationReason.AtClosing);

    [Fact]
    public void Budget_ends_exactly_at_closing__option_next_opening_and_the_days_off_on_the_way() =>
        Count("2026-01-16 13:30", Hours, 4, new ClockOptions { Closing = ClosingPolicy.NextOpening }).IsDue("2026-01-19 07:30")
            .Says(ExplanationKind.EndsAtClosing, ExplanationReason.AtNextOpening).All(ExplanationKind.ClosedDay).Select(step => step.Name).ShouldBe(["sat", "sun"]);

    [Fact]
    public void Budget_ends_a_second_before_closing__no_choice_is_made() =>
        Count("2026-01-05 13:30", Seconds, 4 * 3600 - 60).IsDue("2026-01-05 17:29").DoesNotSay(ExplanationKind.EndsAtClosing);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Late__strictly_after_due(int ticks, bool late)
    {
        var clock = new PausableClock(new DeadlineRules(Office, ClockOptions.Default), Vn("2026-01-05 07:30"), new Term.Allowed(new Allowance(Hours, 8)), Pauses.None);
        clock.At(Vn("2026-01-05 17:30") + Duration.FromTicks(ticks)).Late.ShouldBe(late);
    }

    [Fact]
    public void Units__hours_are_working_hours_and_every_interval_is_counted()
    {
        var counted = Count("2026-01-09 14:30", Hours, 8).IsDue("2026-01-10 14:30");
        counted.All(ExplanationKind.OpenInterval).Select(step => (step.Date, step.Seconds)).ShouldBe(
            [(new DateOnly(2026, 1, 9), 3 * 3600m), (new DateOnly(2026, 1, 10), 4 * 3600m), (new DateOnly(2026, 1, 10), 3600m)]);
        counted.The(ExplanationKind.Total).Seconds.ShouldBe(8 * 3600);
        counted.The(ExplanationKind.MakeUpDay).ShouldSatisfyAllConditions(
            step => step.Date.ShouldBe(new DateOnly(2026, 1, 10)), step => step.HoursOf.ShouldBe("fri"));
    }

    [Fact]
    public void Units__working_days_count_open_days_one_by_one()
    {
        var counted = Count("2025-12-31 09:00", WorkingDays, 2).IsDue("2026-01-06 09:00");
        counted.All(ExplanationKind.OpenDay).Select(step => (step.Date, step.Days)).ShouldBe([(new DateOnly(2026, 1, 5), 1), (new DateOnly(2026, 1, 6), 2)]);
        counted.All(ExplanationKind.ClosedDay).Select(step => (step.Reason, step.Name)).ShouldBe(
        [
            (ExplanationReason.Holiday, "Tết Dương lịch"), (ExplanationReason.Holiday, "Nghỉ hoán đổi"),
            (ExplanationReason.WeeklyDayOff, "sat"), (ExplanationReason.WeeklyDayOff, "sun"),
        ]);
    }

    [Fact]
    public void Units__calendar_days() => Count("2026-01-05 09:00", CalendarDays, 3).IsDue("2026-01-08 09:00")
        .The(ExplanationKind.CalendarDate).Date.ShouldBe(new DateOnly(2026, 1, 8));

    [Fact]
    public void Units__months_end_on_the_last_day_of_a_shorter_month() => Count("2026-03-31 09:00", Months, 1).IsDue("2026-04-30 09:00");

    [Fact]
    public void Units__none_is_undated() => Count("2026-01-05 09:00", None, 0).ShouldSatisfyAllConditions(
        counted => counted.Deadline.ShouldBe(new Deadline.Undated()), counted => counted.Steps.ShouldBeEmpty());

    [Fact]
    public void Working_day__nth_open_day_at_the_same_clock_time() => Count("2026-01-05 14:00", WorkingDays, 2).IsDue("2026-01-07 14:00");

    [Fact]
    public void Working_day__clipped_to_opening_hours_after_hours() =>
        Count("2026-01-06 15:00", WorkingDays, 1, calendar: ShortWednesday()).IsDue("2026-01-07 11:30").Says(ExplanationKind.Clipped, ExplanationReason.AfterHours);

    [Fact]
    public void Working_day__clipped_to_opening_hours_before_hours() =>
        Count("2026-01-06 07:45", WorkingDays, 1, calendar: ShortWednesday()).IsDue("2026-01-07 09:00").Says(ExplanationKind.Clipped, ExplanationReason.BeforeHours);

    [Fact]
    public void Working_day__clipped_to_opening_hours_at_lunch() =>
        Count("2026-01-06 12:30", WorkingDays, 1, calendar: WithoutLunch("tue")).IsDue("2026-01-07 13:30").Says(ExplanationKind.Clipped, ExplanationReason.BetweenHours);

    [Fact]
    public void Working_day__option_eight_hours() =>
        Count("2026-01-05 10:00", WorkingDays, 3, new ClockOptions { WorkingDay = WorkingDayPolicy.EightHours }, ShortWednesday()).IsDue("2026-01-08 17:30")
            .The(ExplanationKind.Total).Seconds.ShouldBe(3 * 8 * 3600);

    [Fact]
    public void Working_day__option_end_of_day() =>
        Count("2026-01-05 14:00", WorkingDays, 2, new ClockOptions { WorkingDay = WorkingDayPolicy.EndOfDay }).IsDue("2026-01-07 17:30")
            .The(ExplanationKind.EndOfDay).Date.ShouldBe(new DateOnly(2026, 1, 7));

    [Theory]
    [InlineData("2026-01-05 06:00", "2026-01-05 09:30", ExplanationReason.BeforeHours, null)]
    [InlineData("2026-01-05 12:00", "2026-01-05 15:30", ExplanationReason.BetweenHours, null)]
    [InlineData("2026-01-05 17:30", "2026-01-06 09:30", ExplanationReason.AfterHours, null)]
    [InlineData("2026-01-02 09:00", "2026-01-05 09:30", ExplanationReason.Holiday, "Nghỉ hoán đổi")]
    [InlineData("2026-01-17 09:00", "2026-01-19 09:30", ExplanationReason.WeeklyDayOff, "sat")]
    public void Start_outside_hours__next_opening(string start, string due, ExplanationReason reason, string? name) =>
        Count(start, Hours, 2).IsDue(due).Says(ExplanationKind.OutsideHours, reason, name);

    [Fact]
    public void Start_outside_hours__in_days_day_0_is_the_day_of_the_next_opening() =>
        Count("2026-01-17 09:00", WorkingDays, 1).IsDue("2026-01-20 07:30").Says(ExplanationKind.OutsideHours, ExplanationReason.WeeklyDayOff, "sat");

    [Fact]
    public void Start_outside_hours__option_day_before_counts_the_first_open_day_as_day_1() =>
        Count("2026-01-17 09:00", WorkingDays, 1, new ClockOptions { Start = StartPolicy.DayBefore }).IsDue("2026-01-19 09:00")
            .Says(ExplanationKind.StartKept, ExplanationReason.WeeklyDayOff, "sat").DoesNotSay(ExplanationKind.OutsideHours);

    [Fact]
    public void Saturday__received_on_a_reception_day_counting_begins_on_Monday_morning() =>
        Count("2026-01-17 09:00", Hours, 2, calendar: SaturdayReception()).IsDue("2026-01-19 09:30")
            .Says(ExplanationKind.OutsideHours, ExplanationReason.ReceptionHours, "sat").The(ExplanationKind.OutsideHours).At
            .ShouldBe(Vn("2026-01-19 07:30").ToDateTimeOffset());

    [Theory]
    [InlineData("2026-01-17 12:00", ExplanationReason.WeeklyDayOff)] // Saturday afternoon: nobody receives
    [InlineData("2026-01-17 07:00", ExplanationReason.WeeklyDayOff)]
    [InlineData("2026-01-18 09:00", ExplanationReason.WeeklyDayOff)]
    public void Saturday__outside_its_reception_hours_it_is_a_day_off(string start, ExplanationReason reason) =>
        Count(start, Hours, 2, calendar: SaturdayReception()).IsDue("2026-01-19 09:30").The(ExplanationKind.OutsideHours).Reason.ShouldBe(reason);

    [Fact]
    public void Saturday__hours_of_reception_move_no_deadline()
    {
        foreach (var unit in new[] { Hours, WorkingDays, CalendarDays })
            Count("2026-01-16 10:00", unit, 3, calendar: SaturdayReception()).Deadline.ShouldBe(Count("2026-01-16 10:00", unit, 3).Deadline);
    }

    [Fact]
    public void Precision__a_part_of_a_second_is_rounded_up() =>
        Count("2026-01-05 07:30", Seconds, 0.25m).Deadline.ShouldBe(new Deadline.Due(Vn("2026-01-05 07:30") + Duration.FromSeconds(1)));

    [Fact]
    public void Precision__option_round_up() =>
        Count("2026-01-05 07:31", Hours, 1, new ClockOptions { RoundUpMinutes = 15 }).IsDue("2026-01-05 08:45").The(ExplanationKind.RoundedUp).Value.ShouldBe(15);

    [Fact]
    public void Precision__rounding_never_passes_closing() =>
        Count("2026-01-05 16:25", Hours, 1, new ClockOptions { RoundUpMinutes = 60 }).IsDue("2026-01-05 17:30");

    [Fact]
    public void No_cover__refused_and_never_24_7()
    {
        var of2026 = OfficeDocument() with { ValidFrom = new DateOnly(2026, 1, 1), ValidTo = new DateOnly(2026, 12, 31) };
        Count("2026-12-31 16:30", Hours, 1, calendar: of2026).IsDue("2026-12-31 17:30");
        Count("2026-12-31 16:30", Hours, 2, calendar: of2026).IsRefused("calendar-does-not-cover").Steps.ShouldBeEmpty();
        Count("2025-12-31 16:30", Hours, 1, calendar: of2026).IsRefused("calendar-does-not-cover");
    }

    [Fact]
    public void Provisional_days_off_say_so_in_their_step()
    {
        var calendar = OfficeDocument() with { Closed = [new ClosedDays { Date = new DateOnly(2026, 1, 6), Name = "Nghỉ", Status = "provisional" }] };
        var closed = Count("2026-01-05 14:30", Hours, 4, calendar: calendar).IsDue("2026-01-07 08:30").The(ExplanationKind.ClosedDay);
        (closed.Name, closed.Status, closed.Date).ShouldBe(("Nghỉ", "provisional", new DateOnly(2026, 1, 6)));
    }

    private static CalendarDocument ShortWednesday() => OfficeDocument() with { Week = OfficeDocument().Week.SetItem("wed", [["09:00", "11:30"]]) };

    private static CalendarDocument WithoutLunch(string day) => OfficeDocument() with { Week = OfficeDocument().Week.SetItem(day, [["07:30", "17:30"]]) };

    private static CalendarDocument SaturdayReception() => OfficeDocument() with { Reception = Week("sat", ("07:30", "11:30")) };
}
