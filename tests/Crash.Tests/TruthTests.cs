using System.Text.Json.Nodes;
using Monitor.Crash;
using Monitor.Crash.Chaos;
using Shouldly;
using Xunit;

namespace Crash.Tests;

/// <summary>Whoever judges displays must find what is wrong, and nothing else.</summary>
public sealed class TruthTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 10, 7, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.5);
    private readonly Ledger _ledger = new();
    private readonly Truth _truth;

    public TruthTests() => _truth = new Truth(_ledger, 1, [new JudgedBoard("A1", standpoint => standpoint.Agency == "A1")]);

    [Fact]
    public void A_frame_with_everything_that_was_answered_is_not_behind() => Frame(Told("d1", 2), After(1), open: 1).ShouldBe(Step);

    [Fact]
    public void One_that_was_answered_long_before_and_is_missing_is_behind_since_then()
    {
        var told = Told("d1", 2);
        Frame(told, After(4), open: 0).ShouldBe(TimeSpan.FromSeconds(5));
        Frame(told, After(200), open: 0).ShouldBeNull();
    }

    [Fact]
    public void What_was_counted_twice_was_never_true() => Frame(Told("d1", 2), After(1), open: 2).ShouldBeNull();

    [Fact]
    public void What_was_not_sent_yet_was_never_true() => Frame(Told("d1", 2), _ledger.Times(("s", "d1")).Sent - 1, open: 1).ShouldBeNull();

    [Fact]
    public void What_is_under_way_may_be_there_or_not()
    {
        var told = Told("d1", 2);
        var between = _ledger.Times(told.Key).Sent;
        Frame(told, between, open: 0).ShouldBe(Step);
        Frame(told, between, open: 1).ShouldBe(Step);
    }

    [Theory]
    [InlineData(0.9, 0, true)]
    [InlineData(0.9, 2, true)]
    [InlineData(0.9, 3, false)]
    [InlineData(1.6, 0, false)]
    [InlineData(1.6, 2, false)]
    public void A_dossier_that_changes_hands_may_be_told_by_neither_or_by_both_for_a_second(double after, long open, bool possible)
    {
        var truth = new Truth(_ledger, 1, [new JudgedBoard("P", standpoint => standpoint.IsOpen)]);
        var received = Told("d1", 2000);
        var transferred = new Told("t1", "s", "d1", "transferred", Now.AddMinutes(-30)) { Agency = "A2" };
        Tell(transferred);
        truth.Learn();
        received.Agency.ShouldNotBe(transferred.Agency);
        var seen = new Seen("board1 P", "P", Later(_ledger.Times(transferred.Key).Answered, after), TimeSpan.Zero, Now.UtcTicks, Now.UtcTicks, new Shown(open, 0, 0, 0));
        var (least, most) = truth.Bounds(seen, Step, default);
        seen.Shown.IsWithin(least, most).ShouldBe(possible);
    }

    [Fact]
    public void What_fell_due_is_overdue_and_no_sooner()
    {
        var told = Told("d1", -2);
        Frame(told, After(1), open: 1, overdue: 1).ShouldBe(Step);
        Frame(told, After(1), open: 1, overdue: 0).ShouldBe(TimeSpan.FromSeconds(2), "it fell due two seconds before, and the margin covers the rest");
        var later = Told("d2", 100);
        Frame(later, After(1), open: 2, overdue: 2).ShouldBeNull();
    }

    [Fact]
    public void A_wall_that_shows_less_is_judged_by_what_it_shows()
    {
        Told("d1", -2);
        _truth.Learn();
        var wall = new Seen("wall", "A1", After(1), TimeSpan.Zero, Now.UtcTicks, Now.UtcTicks, new Shown(1, Shown.Hidden, Shown.Hidden, Shown.Hidden));
        _truth.Behind(wall, default).ShouldBe(Step);
        _truth.Behind(wall with { Shown = wall.Shown with { Open = 2 } }, default).ShouldBeNull();
    }

    [Fact]
    public void An_old_display_is_found_with_the_time_at_which_it_was_fresh_again()
    {
        var start = TimeProvider.System.GetTimestamp();
        Seen At(double seconds, double age) => new("board1 A1", "A1", Later(start, seconds), TimeSpan.FromSeconds(age), 0, 0, default);
        List<Seen> seen = [At(0, 0), At(5, 0), At(17, 9), At(18, 1), At(22, 0)];
        var (oldest, again) = Watching.AgesOf(seen, start, Later(start, 23));
        oldest.TotalSeconds.ShouldBe(12, 0.01);
        again.ShouldBe(Later(start, 18), "the frame at 17 s was old when it came");
        Watching.AgesOf([At(0, 0), At(5, 0), At(10, 0)], start, Later(start, 12)).FreshAgain.ShouldBeNull();
    }

    // Falls due so many seconds from now.
    private Told Told(string dossier, double due)
    {
        var told = new Told(dossier, "s", dossier, "received", Now.AddHours(-1)) { Agency = "A1", Due = Now.AddSeconds(due) };
        Tell(told);
        return told;
    }

    private void Tell(Told told)
    {
        _ledger.Send([told]);
        _ledger.Answer([told], JsonNode.Parse("""{"received":1,"applied":1,"duplicate":0,"refused":[]}""")!, 0, 0);
    }

    private long After(double seconds) => Later(_ledger.Sent.Keys.Max(key => _ledger.Times(key).Answered), seconds);

    private static long Later(long at, double seconds) => at + (long)(seconds * TimeProvider.System.TimestampFrequency);

    private TimeSpan? Frame(Told told, long arrived, long open, long overdue = 0)
    {
        told.ShouldNotBeNull();
        _truth.Learn();
        return _truth.Behind(new Seen("board1 A1", "A1", arrived, TimeSpan.Zero, Now.UtcTicks, Now.UtcTicks, new Shown(open, overdue, 0, 0)), default);
    }
}
