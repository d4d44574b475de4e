using Grains.Interfaces.Catalogue;
using Grains.Time;
using NodaTime;
using Shouldly;
using Xunit;
using static Grains.Tests.Time.Calendars;

namespace Grains.Tests.Time;

/// <summary>How pauses move a deadline: eight working hours from Monday 07:30, due at 17:30, unless told otherwise.</summary>
public sealed class PausedDeadlineTests
{
    private static readonly Instant Start = Vn("2026-01-05 07:30");
    private static readonly Term Eight = new Term.Allowed(new Allowance(AllowanceUnit.Hours, 8));

    [Theory]
    [InlineData("2026-01-05 10:00", "2026-01-05 11:00", "2026-01-06 08:30")] // an hour
    [InlineData("2026-01-05 11:00", "2026-01-05 14:00", "2026-01-06 08:30")] // around lunch: an hour of work
    [InlineData("2026-01-05 11:30", "2026-01-05 13:30", "2026-01-05 17:30")] // lunch itself
    [InlineData("2025-12-31 16:30", "2026-01-05 08:30", "2026-01-06 08:30")] // before the start nothing was running
    [InlineData("2026-01-05 17:30", "2026-01-06 08:30", "2026-01-06 08:30")] // begins at the very due: not late yet
    [InlineData("2026-01-05 17:31", "2026-01-06 08:30", "2026-01-05 17:30")] // begins when late: stays late
    [InlineData("2026-01-05 16:30", "2026-01-06 08:30", "2026-01-06 09:30")] // ends after the first due
    [InlineData("2026-01-05 11:00", "2026-01-05 10:00", "2026-01-05 17:30")] // reversed: nothing
    public void By_default_the_due_moves_by_the_working_time_paused(string from, string to, string due) =>
        Due(ClockOptions.Default, Eight, (from, to)).ShouldBe(Vn(due));

    [Fact]
    public void A_later_pause_counts_when_an_earlier_one_has_moved_the_due_behind_it() =>
        Due(ClockOptions.Default, Eight, ("2026-01-06 07:30", "2026-01-06 08:30"), ("2026-01-05 10:00", "2026-01-05 11:00"))
            .ShouldBe(Vn("2026-01-06 09:30"));

    [Fact]
    public void Pauses_that_overlap_count_once() =>
        Due(ClockOptions.Default, Eight, ("2026-01-05 10:00", "2026-01-05 11:00"), ("2026-01-05 09:30", "2026-01-05 10:30"), ("2026-01-05 10:10", "2026-01-05 10:20"))
            .ShouldBe(Vn("2026-01-06 09:00"));

    [Fact]
    public void A_pause_that_has_not_ended_moves_nothing_yet() =>
        new DeadlineRules(Office, ClockOptions.Default).DeadlineOf(Start, Eight, Pauses.Of(new Pause(Vn("2026-01-05 10:00"), null)))
            .ShouldBe(new Deadline.Due(Vn("2026-01-05 17:30")));

    [Theory]
    [InlineData("2026-01-05 10:00", "2026-01-06 10:00", "2026-01-06 17:30")]
    [InlineData("2026-01-05 10:00", "2026-01-17 10:00", "2026-01-19 17:30")] // to Saturday 17 January: rolls to Monday
    [InlineData("2026-01-05 10:00", "2026-01-05 13:00", "2026-01-05 17:30")] // 20:30 is after hours: clipped to closing
    public void Counted_in_calendar_time_the_due_rolls_to_an_open_day(string from, string to, string due) =>
        Due(new ClockOptions { Pause = PausePolicy.Calendar }, Eight, (from, to)).ShouldBe(Vn(due));

    [Fact]
    public void The_whole_allowance_can_restart_from_the_last_pause() =>
        Due(new ClockOptions { Pause = PausePolicy.Restart }, Eight, ("2026-01-05 10:00", "2026-01-05 10:30"), ("2026-01-06 09:00", "2026-01-07 10:00"))
            .ShouldBe(Vn("2026-01-08 10:00"));

    [Fact]
    public void A_restart_does_not_help_who_is_late_already() =>
        Due(new ClockOptions { Pause = PausePolicy.Restart }, Eight, ("2026-01-06 09:00", "2026-01-07 10:00")).ShouldBe(Vn("2026-01-05 17:30"));

    [Fact]
    public void A_due_from_the_source_moves_like_any_other_and_is_never_rounded()
    {
        var promised = new Term.Promised(Vn("2026-01-05 16:00") + Duration.FromMilliseconds(7));
        Due(new ClockOptions { RoundUpMinutes = 15 }, promised).ShouldBe(promised.Due);
        Due(ClockOptions.Default, promised, ("2026-01-05 10:00", "2026-01-05 11:00")).ShouldBe(promised.Due + Duration.FromHours(1));
        Due(ClockOptions.Default, new Term.Promised(Vn("2026-01-10 23:59")), ("2026-01-05 10:00", "2026-01-05 11:00")).ShouldBe(Vn("2026-01-12 08:30"));
    }

    [Fact]
    public void A_due_from_the_source_outside_hours_stays_when_no_working_time_was_paused() =>
        Due(ClockOptions.Default, new Term.Promised(Vn("2026-01-10 23:59")), ("2026-01-05 18:00", "2026-01-05 23:00")).ShouldBe(Vn("2026-01-10 23:59"));

    [Fact]
    public void A_due_from_the_source_cannot_restart() =>
        new DeadlineRules(Office, new ClockOptions { Pause = PausePolicy.Restart })
            .DeadlineOf(Start, new Term.Promised(Vn("2026-01-06 10:00")), Pauses.Of(new Pause(Start, Vn("2026-01-05 09:00"))))
            .ShouldBeOfType<Deadline.Refused>().Code.ShouldBe("restart-needs-duration");

    [Fact]
    public void Rounding_is_done_once_after_the_pauses() =>
        Due(new ClockOptions { RoundUpMinutes = 15 }, new Term.Allowed(new Allowance(AllowanceUnit.Hours, 2)), ("2026-01-05 08:00", "2026-01-05 08:05"), ("2026-01-05 09:00", "2026-01-05 09:05"))
            .ShouldBe(Vn("2026-01-05 09:45"));

    private static Instant Due(ClockOptions options, Term term, params (string From, string To)[] pauses) =>
        new DeadlineRules(Office, options)
            .DeadlineOf(Start, term, Pauses.Of(pauses.Select(p => new Pause(Vn(p.From), Vn(p.To)))))
            .ShouldBeOfType<Deadline.Due>().At;
}
