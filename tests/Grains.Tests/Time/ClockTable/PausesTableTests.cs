using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Deadlines;
using Grains.Time;
using Shouldly;
using Xunit;
using static Grains.Interfaces.Catalogue.AllowanceUnit;
using static Grains.Tests.Time.Calendars;
using static Grains.Tests.Time.ClockTable.Counting;

namespace Grains.Tests.Time.ClockTable;

/// <summary>The rules of the clock, row by row: pauses. Eight working hours from Monday 07:30 are due at 17:30.</summary>
public sealed class PausesTableTests
{
    private const string Start = "2026-01-05 07:30";

    private static readonly ClockOptions ByCalendar = new() { Pause = PausePolicy.Calendar };
    private static readonly ClockOptions Restarting = new() { Pause = PausePolicy.Restart };

    [Fact]
    public void Pause__moves_the_due_by_the_working_time_paused()
    {
        var counted = Eight(null, ("2026-01-05 11:00", "2026-01-05 14:00")).IsDue("2026-01-06 08:30");
        counted.The(ExplanationKind.Pause).ShouldSatisfyAllConditions(
            step => step.Seconds.ShouldBe(3600), step => step.Pause.ShouldBe(0), step => step.From.ShouldBe(Utc("2026-01-05 11:00")), step => step.To.ShouldBe(Utc("2026-01-05 14:00")));
        counted.The(ExplanationKind.Moved).ShouldSatisfyAllConditions(
            step => step.From.ShouldBe(Utc("2026-01-05 17:30")), step => step.To.ShouldBe(Utc("2026-01-06 08:30")));
        counted.All(ExplanationKind.OpenInterval).Where(step => step.Pause == 0).ShouldHaveSingleItem().Seconds.ShouldBe(3600);
    }

    [Fact]
    public void Pause__option_calendar_moves_by_the_time_that_passed_and_rolls_off_a_closed_date() =>
        Eight(ByCalendar, ("2026-01-05 10:00", "2026-01-17 10:00")).IsDue("2026-01-19 17:30")
            .Says(ExplanationKind.DueOnClosedDay, ExplanationReason.RolledForward, "sat");

    [Fact]
    public void Pause__option_restart_begins_the_whole_allowance_again()
    {
        var counted = Eight(Restarting, ("2026-01-06 07:30", "2026-01-06 09:00"), ("2026-01-05 10:00", "2026-01-05 10:30")).IsDue("2026-01-07 09:00");
        counted.All(ExplanationKind.Restart).Select(step => (step.Pause, step.At)).ShouldBe([(0, Utc("2026-01-05 10:30")), (1, Utc("2026-01-06 09:00"))]);
        counted.All(ExplanationKind.Total).Select(step => (step.Pause, step.Seconds)).ShouldBe([(null, 8 * 3600m), (0, 8 * 3600m), (1, 8 * 3600m)]);
    }

    [Fact]
    public void Pause__option_restart_is_refused_for_a_promised_due() =>
        Count(Start, new Term.Promised(Vn("2026-01-06 10:00")), Restarting, pauses: ("2026-01-05 10:00", "2026-01-05 11:00")).IsRefused("restart-needs-duration");

    [Fact]
    public void Pause_outside_hours__moves_nothing() =>
        Eight(null, ("2026-01-05 11:30", "2026-01-05 13:30")).IsDue("2026-01-05 17:30").DoesNotSay(ExplanationKind.Moved).The(ExplanationKind.Pause).Seconds.ShouldBe(0);

    [Fact]
    public void Pause_when_already_late__moves_nothing_and_says_so()
    {
        var late = Eight(null, ("2026-01-06 08:00", "2026-01-06 09:00")).IsDue("2026-01-05 17:30").DoesNotSay(ExplanationKind.Pause).The(ExplanationKind.LatePause);
        (late.From, late.To, late.At, late.Pause).ShouldBe((Utc("2026-01-06 08:00"), Utc("2026-01-06 09:00"), Utc("2026-01-05 17:30"), 0));
    }

    [Fact]
    public void Pause_at_the_very_due__is_in_time() => Eight(null, ("2026-01-05 17:30", "2026-01-06 08:30")).IsDue("2026-01-06 08:30");

    [Fact]
    public void Pause_when_already_late__lateness_does_not_grow()
    {
        var clock = new PausableClock(
            new DeadlineRules(Office, ClockOptions.Default), Vn(Start), new Term.Allowed(new Allowance(Hours, 8)),
            Pauses.Of(new Pause(Vn("2026-01-06 08:30"), null)));
        clock.At(Vn("2026-01-06 08:30")).Overdue.ShouldBe(clock.At(Vn("2026-01-09 16:00")).Overdue);
        clock.At(Vn("2026-01-09 16:00")).Late.ShouldBeTrue();
    }

    [Fact]
    public void Pauses_that_overlap__count_once_and_are_one()
    {
        var counted = Eight(null, ("2026-01-05 10:00", "2026-01-05 11:00"), ("2026-01-05 09:30", "2026-01-05 10:30")).IsDue("2026-01-06 09:00");
        counted.The(ExplanationKind.Pause).Seconds.ShouldBe(90 * 60);
    }

    [Fact]
    public void Pauses_out_of_order__give_the_same()
    {
        (string, string?)[] pauses = [("2026-01-05 14:00", "2026-01-05 15:00"), ("2026-01-05 09:00", "2026-01-05 10:00")];
        Eight(null, pauses).Steps.ShouldBe(Eight(null, [.. pauses.Reverse()]).Steps);
        Eight(null, pauses).IsDue("2026-01-06 09:30").All(ExplanationKind.Pause).Select(step => step.Pause).ShouldBe([0, 1]);
    }

    [Fact]
    public void Pause_that_has_not_ended__moves_nothing_yet() =>
        Eight(null, ("2026-01-05 10:00", null)).IsDue("2026-01-05 17:30").The(ExplanationKind.OpenPause).From.ShouldBe(Utc("2026-01-05 10:00"));

    [Fact]
    public void Pause_before_the_start__moves_nothing() =>
        Eight(null, ("2025-12-30 08:00", "2025-12-31 10:00")).IsDue("2026-01-05 17:30").DoesNotSay(ExplanationKind.Moved);

    [Fact]
    public void Promised_due__is_moved_by_pauses_like_any_other_and_explained_without_a_count()
    {
        var counted = Count(Start, new Term.Promised(Vn("2026-01-05 16:00")), pauses: ("2026-01-05 10:00", "2026-01-05 11:00")).IsDue("2026-01-05 17:00");
        counted.The(ExplanationKind.Promised).At.ShouldBe(Utc("2026-01-05 16:00"));
        counted.DoesNotSay(ExplanationKind.Total);
    }

    private static Explained Eight(ClockOptions? options, params (string From, string? To)[] pauses) => Count(Start, Hours, 8, options, null, pauses);

    private static DateTimeOffset? Utc(string local) => Vn(local).ToDateTimeOffset();
}
