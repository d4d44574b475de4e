using Grains.Interfaces.Catalogue;
using Grains.Time;
using NodaTime;
using Shouldly;
using Xunit;
using static Grains.Tests.Time.Calendars;

namespace Grains.Tests.Time;

/// <summary>Eight working hours from Monday 07:30; paused from 10:00 to 11:00, and again from 16:30 on; so due on Tuesday at 08:30.</summary>
public sealed class PausableClockTests
{
    private static readonly PausableClock Clock = new(
        new DeadlineRules(Office, ClockOptions.Default),
        Vn("2026-01-05 07:30"),
        new Term.Allowed(new Allowance(AllowanceUnit.Hours, 8)),
        Pauses.Of(new Pause(Vn("2026-01-05 10:00"), Vn("2026-01-05 11:00")), new Pause(Vn("2026-01-05 16:30"), null)));

    [Theory]
    [InlineData("2026-01-05 07:00", "2026-01-05 17:30", false, 0, 8)] // before it starts
    [InlineData("2026-01-05 09:30", "2026-01-05 17:30", false, 2, 6)]
    [InlineData("2026-01-05 10:00", "2026-01-05 17:30", true, 2.5, 5.5)]
    [InlineData("2026-01-05 10:45", "2026-01-05 17:30", true, 2.5, 5.5)] // stands still
    [InlineData("2026-01-05 11:00", "2026-01-06 08:30", false, 2.5, 5.5)] // resumed
    [InlineData("2026-01-05 16:00", "2026-01-06 08:30", false, 5.5, 2.5)]
    [InlineData("2026-01-09 16:00", "2026-01-06 08:30", true, 6, 2)] // paused before due: never late
    public void What_is_used_and_what_remains(string now, string due, bool paused, double used, double remaining) =>
        Clock.At(Vn(now)).ShouldBe(new ClockState(
            new Deadline.Due(Vn(due)), paused, Late: false, Duration.FromHours(used), Duration.FromHours(remaining), Overdue: Duration.Zero));

    [Theory]
    [InlineData("2026-01-05 17:30", false, false, 8, 0)] // at the very due it is on time
    [InlineData("2026-01-05 20:00", false, true, 8, 0)] // late, by no working time yet
    [InlineData("2026-01-06 08:30", false, true, 9, 1)]
    [InlineData("2026-01-06 15:00", true, true, 9.5, 1.5)] // paused when late: stays late, and lateness does not grow
    [InlineData("2026-01-07 09:00", false, true, 10.5, 2.5)] // resumed at 08:00
    public void Lateness_does_not_grow_in_a_pause(string now, bool paused, bool late, double used, double overdue)
    {
        var clock = Clock with { Pauses = Pauses.Of(new Pause(Vn("2026-01-06 09:00"), Vn("2026-01-07 08:00"))) };
        clock.At(Vn(now)).ShouldBe(new ClockState(
            new Deadline.Due(Vn("2026-01-05 17:30")), paused, late, Duration.FromHours(used), Duration.Zero, Duration.FromHours(overdue)));
    }

    [Fact]
    public void Without_a_limit_time_is_used_and_nothing_remains_to_tell()
    {
        var state = (Clock with { Term = new Term.Allowed(Allowance.None) }).At(Vn("2026-01-05 09:30"));
        state.ShouldBe(new ClockState(new Deadline.Undated(), false, false, Duration.FromHours(2), null, null));
    }

    [Fact]
    public void Beyond_the_calendar_it_is_still_known_to_be_late_but_not_by_how_much()
    {
        var calendar = Build(OfficeDocument() with { ValidTo = new DateOnly(2026, 12, 31) });
        var clock = Clock with { Rules = new DeadlineRules(calendar, ClockOptions.Default), Pauses = Pauses.None };
        clock.At(Vn("2027-01-05 08:00")).ShouldBe(
            new ClockState(new Deadline.Due(Vn("2026-01-05 17:30")), false, Late: true, Used: null, Remaining: Duration.Zero, Overdue: null));
    }
}
