using Engine.Conformance.Grains;
using Engine.Conformance.Support;

namespace Engine.Conformance;

public sealed class FailureTests(ClusterFixture cluster) : ClusterTests(cluster)
{
    private string Gate => Key + "/gate";

    [Fact]
    public async Task An_exception_arrives_as_it_was_thrown()
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(Grain<ITurnsProbe>().Throw("the reason").Soon());

        failure.Message.ShouldBe("the reason");
        failure.StackTrace.ShouldNotBeNull().ShouldContain(nameof(IProbe.Throw));
    }

    [Fact]
    public async Task An_exception_of_a_method_that_does_not_await_arrives_as_it_was_thrown()
    {
        var call = Grain<ITurnsProbe>().ThrowAtOnce("the reason");

        (await Should.ThrowAsync<InvalidOperationException>(call.Soon())).Message.ShouldBe("the reason");
    }

    [Fact]
    public async Task A_failed_call_leaves_its_grain_alive()
    {
        var before = await Grain<ITurnsProbe>().Instance();
        await Should.ThrowAsync<InvalidOperationException>(Grain<ITurnsProbe>().Throw("the reason").Soon());

        (await Grain<ITurnsProbe>().Instance()).ShouldBe(before);
    }

    [Fact]
    public async Task A_caller_stops_waiting_after_the_response_time_out()
    {
        await Should.ThrowAsync<TimeoutException>(Grain<ITurnsProbe>().Stall(Gate).Soon());
        Gates.Open(Gate);
    }

    [Fact]
    public async Task A_call_that_timed_out_still_runs_to_its_end_before_the_next_one()
    {
        var grain = Grain<ITurnsProbe>();
        await Should.ThrowAsync<TimeoutException>(grain.Stall(Gate).Soon());
        var next = grain.Note("next");
        Gates.Open(Gate);
        await next.Soon();

        Journal.Of(Key).ShouldBe(["activated", $"start {Gate}", $"end {Gate}", "next"]);
    }

    [Fact]
    public async Task A_cycle_of_calls_times_out_and_both_grains_go_on()
    {
        await Should.ThrowAsync<TimeoutException>(Grain<ITurnsProbe>().Cycle(Key + "/other", hops: 2).Soon());

        await Grain<ITurnsProbe>().Note("goes on").Soon();
        await Grain<ITurnsProbe>(Key + "/other").Note("goes on").Soon();
    }

    [Fact]
    public async Task Turning_the_clock_times_no_call_out()
    {
        var call = Grain<ITurnsProbe>().Work(Gate);
        await Journal.Until(Key, $"start {Gate}");
        Clock.Advance(TimeSpan.FromDays(1));
        Gates.Open(Gate);

        await call.Soon();
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled_in_the_grain_and_for_the_caller()
    {
        using var source = new CancellationTokenSource();
        var call = Grain<ITurnsProbe>().Cancellable(Gate, source.Token);
        await Journal.Until(Key, $"start {Gate}");
        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(call.Soon());
        await Journal.Until(Key, $"cancelled {Gate}");
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_it_waits_is_over_for_the_caller_at_once()
    {
        var grain = Grain<ITurnsProbe>();
        var first = grain.Work(Gate);
        await Journal.Until(Key, $"start {Gate}");
        using var source = new CancellationTokenSource();
        var second = grain.Cancellable("second", source.Token);
        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(second.Soon());
        Journal.Of(Key).ShouldBe(["activated", $"start {Gate}"]);
        Gates.Open(Gate);
        await first.Soon();
        await grain.Note("after").Soon();
    }

    [Fact]
    public async Task A_call_with_a_cancelled_token_is_cancelled()
    {
        var call = Task.Run(() => Grain<ITurnsProbe>().Cancellable(Gate, new CancellationToken(canceled: true)));

        await Should.ThrowAsync<OperationCanceledException>(call.Soon());
    }
}
