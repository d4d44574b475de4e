using Engine.Conformance.Grains;
using Engine.Conformance.Support;

namespace Engine.Conformance;

public sealed class TimerTests(ClusterFixture cluster) : ClusterTests(cluster)
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private string Gate => Key + "/gate";

    [Fact]
    public async Task A_timer_ticks_when_the_injected_clock_says_so()
    {
        await Start(due: 10 * s_second, period: s_second);
        Clock.Advance(9.9 * s_second);
        await TicksAre(0);

        Clock.Advance(0.1 * s_second);
        await Journal.Until(Key, "tick t");
        await Settled();
        Clock.Advance(s_second);
        await Journal.Until(Key, "tick t", times: 2);
    }

    [Fact]
    public async Task A_timer_without_a_period_ticks_once()
    {
        await Start(due: s_second, period: Timeout.InfiniteTimeSpan);
        Clock.Advance(s_second);
        await Settled();
        Clock.Advance(100 * s_second);

        await TicksAre(1);
    }

    [Fact]
    public async Task A_tick_waits_for_the_call_that_runs_and_a_call_for_the_tick_that_runs()
    {
        await Start(due: s_second, period: Timeout.InfiniteTimeSpan, gate: Key + "/tick");
        var working = Grain<ITimerGrain>().Work(Gate);
        await Journal.Until(Key, "working");
        Clock.Advance(s_second);
        await Grain<ITimerGrain>().Look().Soon();
        Journal.Of(Key).ShouldBe(["working"]);

        Gates.Open(Gate);
        await working.Soon();
        await Journal.Until(Key, "tick t");
        var next = Grain<ITimerGrain>().Work(Gate);
        Gates.Open(Key + "/tick");
        await next.Soon();
        Journal.Of(Key).ShouldBe(["working", "worked", "tick t", "tock t", "working", "worked"]);
    }

    [Fact]
    public async Task A_tick_that_interleaves_waits_for_nothing()
    {
        await Start(due: s_second, period: s_second, interleave: true);
        var working = Grain<ITimerGrain>().Work(Gate);
        await Journal.Until(Key, "working");
        Clock.Advance(s_second);
        await Journal.Until(Key, "tick t");
        Gates.Open(Gate);
        await working.Soon();
    }

    [Fact]
    public async Task Ticks_of_one_timer_never_overlap_and_the_period_counts_from_their_end()
    {
        await Start(due: s_second, period: s_second, interleave: true, gate: Gate);
        Clock.Advance(s_second);
        await Journal.Until(Key, "tick t");
        Clock.Advance(10 * s_second);
        await TicksAre(1);

        Gates.Open(Gate);
        await Journal.Until(Key, "tock t");
        await TicksAre(1);
        Clock.Advance(s_second);
        await Journal.Until(Key, "tick t", times: 2);
    }

    [Fact]
    public async Task A_timer_stops_with_its_activation()
    {
        await Start(due: s_second, period: s_second);
        await Grain<ITimerGrain>().Leave();
        await Journal.Until(Key, "deactivated");
        Clock.Advance(5 * s_second);

        await Settled();
        Journal.Of(Key).ShouldBe(["deactivated"]);
    }

    [Fact]
    public async Task A_timer_that_is_disposed_of_stops_and_cancels_its_tick()
    {
        await Start(due: s_second, period: s_second, interleave: true, gate: Gate);
        Clock.Advance(s_second);
        await Journal.Until(Key, "tick t");
        await Grain<ITimerGrain>().Stop();
        await Journal.Until(Key, "cancelled t");
        Clock.Advance(5 * s_second);

        await TicksAre(1);
    }

    [Fact]
    public async Task A_tick_that_fails_does_not_stop_the_timer()
    {
        await Grain<ITimerGrain>().StartFailing(s_second);
        Clock.Advance(s_second);
        await Journal.Until(Key, "tick");
        await Settled();
        Clock.Advance(s_second);
        await Journal.Until(Key, "tick", times: 2);
    }

    [Fact]
    public async Task A_timer_can_be_changed_from_outside_a_tick()
    {
        await Start(due: s_second, period: s_second);
        await Grain<ITimerGrain>().Change(5 * s_second, Timeout.InfiniteTimeSpan);
        Clock.Advance(4 * s_second);
        await TicksAre(0);

        Clock.Advance(s_second);
        await Journal.Until(Key, "tick t");
    }

    [Fact]
    public async Task A_timer_changed_in_its_own_tick_takes_the_new_time()
    {
        await Grain<ITimerGrain>().StartChanging(first: s_second, then: 5 * s_second);
        Clock.Advance(s_second);
        await Journal.Until(Key, "tick");
        await Settled();
        Clock.Advance(4 * s_second);
        await Settled();
        Journal.Of(Key).ShouldBe(["tick"]);

        Clock.Advance(s_second);
        await Journal.Until(Key, "tick", times: 2);
    }

    private Task Start(
        TimeSpan due, TimeSpan period, bool interleave = false, bool keepAlive = false, string? gate = null) =>
        Grain<ITimerGrain>().Start("t", due, period, interleave, keepAlive, gate);

    private async Task TicksAre(int count)
    {
        await Settled();
        Journal.Of(Key).Count(static entry => entry.StartsWith("tick", StringComparison.Ordinal)).ShouldBe(count);
    }

    // A tick that was due has had its turn, and its timer is set anew, when a call made later has had its own turn.
    private Task Settled() => Grain<ITimerGrain>().Settle().Soon();
}
