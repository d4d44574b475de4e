using Grains.Interfaces.Catalogue;
using Grains.Time;
using NodaTime;
using Shouldly;
using Xunit;

namespace Grains.Tests.Time;

/// <summary>What is true of pauses on every calendar. A drawn sample's other instant and times serve as the pause.</summary>
public sealed class PauseLaws
{
    [Fact]
    public void A_pause_before_the_due_moves_it_by_exactly_its_working_time() => Law.Holds(s =>
    {
        var pause = PauseOf(s);
        var (before, after) = (Due(s, Pauses.None), Due(s, Pauses.Of(pause)));
        var paused = s.Walk.Elapsed(pause.From, pause.To!.Value);
        return pause.From > before ? after == before : s.Walk.Elapsed(before, after) == paused && after == (paused > Duration.Zero ? s.Walk.Add(before, paused) : before);
    });

    [Fact]
    public void The_time_that_was_not_paused_until_the_due_is_the_allowance() => Law.Holds(s =>
        Pauses.Of(PauseOf(s), new Pause(s.Start + s.B, s.Start + s.A)) is var pauses
        && s.Calendar.Elapsed(s.Start, Due(s, pauses), pauses) == s.A);

    [Fact]
    public void A_pause_wholly_outside_opening_hours_moves_nothing() => Law.Holds(s =>
    {
        var closing = s.Calendar.ClosingOf(s.Calendar.DateOf(s.Calendar.NextOpening(s.Start + s.B)));
        var shut = new Pause(closing, s.Calendar.NextOpening(closing));
        return Due(s, Pauses.Of(shut)) == Due(s, Pauses.None);
    });

    [Fact]
    public void Order_overlap_and_cuts_do_not_matter() => Law.Holds(s =>
    {
        var (one, two) = (PauseOf(s), new Pause(s.Start + s.B, s.Start + s.B + s.A));
        var cut = one.From + (one.To!.Value - one.From) / 2;
        return Due(s, Pauses.Of(one, two)) == Due(s, Pauses.Of(two, new Pause(cut, one.To), one, new Pause(one.From, cut)));
    });

    [Fact]
    public void A_running_clock_uses_what_no_longer_remains() => Law.Holds(s =>
    {
        var state = Clock(s, Pauses.Of(PauseOf(s))).At(s.Start + s.B);
        return state.Late ? state.Remaining == Duration.Zero : state.Used + state.Remaining == s.A;
    });

    [Fact]
    public void A_clock_that_stands_does_not_move_whenever_one_looks() => Law.Holds(s =>
    {
        var clock = Clock(s, Pauses.Of(new Pause(s.Start + s.B, null)));
        return clock.At(s.Start + s.B) == clock.At(s.Start + s.B + s.A);
    });

    [Fact]
    public void Pauses_that_touch_are_one() => Pauses.Of(
            new Pause(Instant.FromUnixTimeSeconds(20), null),
            new Pause(Instant.FromUnixTimeSeconds(5), Instant.FromUnixTimeSeconds(10)),
            new Pause(Instant.FromUnixTimeSeconds(10), Instant.FromUnixTimeSeconds(15)),
            new Pause(Instant.FromUnixTimeSeconds(30), Instant.FromUnixTimeSeconds(40)))
        .ShouldBe([new Pause(Instant.FromUnixTimeSeconds(5), Instant.FromUnixTimeSeconds(15)), new Pause(Instant.FromUnixTimeSeconds(20), null)]);

    private static Pause PauseOf(Sample s) => new(s.Other, s.Other + s.B);

    private static PausableClock Clock(Sample s, Pauses pauses) => new(
        new DeadlineRules(s.Calendar, ClockOptions.Default),
        s.Start,
        new Term.Allowed(new Allowance(AllowanceUnit.Seconds, (decimal)s.A.TotalSeconds)),
        pauses);

    private static Instant Due(Sample s, Pauses pauses) =>
        Clock(s, pauses) is var clock && clock.Rules.DeadlineOf(clock.Start, clock.Term, pauses) is Deadline.Due due
            ? due.At
            : throw new InvalidOperationException("not due");
}
