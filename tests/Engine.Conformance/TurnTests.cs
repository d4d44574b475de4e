using System.Globalization;
using Engine.Conformance.Grains;
using Engine.Conformance.Support;

namespace Engine.Conformance;

public sealed class TurnTests(ClusterFixture cluster) : ClusterTests(cluster)
{
    private string A => Key + "/a";

    private string B => Key + "/b";

    [Fact]
    public async Task A_call_waits_until_the_one_before_it_has_ended()
    {
        var grain = Grain<ITurnsProbe>();
        var first = grain.Work(A);
        await Journal.Until(Key, $"start {A}");
        var second = grain.Work(B);
        Gates.Open(B);
        // Were the second not waiting, it would have been noted by the time another grain has answered.
        await Grain<ITurnsProbe>(Key + "/other").Instance();
        Gates.Open(A);
        await Task.WhenAll(first, second).Soon();

        Journal.Of(Key).ShouldBe(["activated", $"start {A}", $"end {A}", $"start {B}", $"end {B}"]);
    }

    [Fact]
    public async Task Calls_of_a_reentrant_grain_interleave()
    {
        var grain = Grain<IReentrantProbe>();
        var first = grain.Work(A);
        await Journal.Until(Key, $"start {A}");
        Gates.Open(B);
        await grain.Work(B).Soon();
        Gates.Open(A);
        await first.Soon();

        Journal.Of(Key).ShouldBe(["activated", $"start {A}", $"start {B}", $"end {B}", $"end {A}"]);
    }

    [Fact]
    public async Task A_method_that_always_interleaves_waits_for_nothing()
    {
        var grain = Grain<ITurnsProbe>();
        var first = grain.Work(A);
        await Journal.Until(Key, $"start {A}");
        var waiting = grain.Note("waited");
        Gates.Open(B);
        await grain.Interleaved(B).Soon();
        Journal.Of(Key).ShouldNotContain("waited");
        Gates.Open(A);
        await Task.WhenAll(first, waiting).Soon();

        Journal.Of(Key)[^1].ShouldBe("waited");
    }

    [Fact]
    public async Task A_call_does_not_wait_for_one_that_always_interleaves()
    {
        var grain = Grain<ITurnsProbe>();
        var interleaved = grain.Interleaved(A);
        await Journal.Until(Key, $"start {A}");

        await grain.Note("ran").Soon();
        Gates.Open(A);
        await interleaved.Soon();
    }

    [Fact]
    public async Task Read_only_calls_interleave_with_one_another()
    {
        var grain = Grain<ITurnsProbe>();
        var first = grain.Read(A);
        await Journal.Until(Key, $"start {A}");
        Gates.Open(B);
        await grain.Read(B).Soon();
        Gates.Open(A);
        await first.Soon();
    }

    [Fact]
    public async Task A_read_only_call_waits_for_a_writing_one_and_a_writing_one_for_a_read_only_one()
    {
        var grain = Grain<ITurnsProbe>();
        var writing = grain.Work(A);
        await Journal.Until(Key, $"start {A}");
        var reading = grain.Read(B);
        await Grain<ITurnsProbe>(Key + "/other").Instance();
        Journal.Of(Key).ShouldNotContain($"start {B}");

        Gates.Open(A);
        await Journal.Until(Key, $"start {B}");
        var writingAgain = grain.Note("wrote");
        await Grain<ITurnsProbe>(Key + "/other").Instance();
        Journal.Of(Key).ShouldNotContain("wrote");

        Gates.Open(B);
        await Task.WhenAll(writing, reading, writingAgain).Soon();
        Journal.Of(Key)[^1].ShouldBe("wrote");
    }

    [Fact]
    public async Task Code_after_an_await_never_runs_beside_other_code_of_its_grain()
    {
        const int Callers = 16, Rounds = 200;
        var grain = Grain<IReentrantProbe>();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => grain.Count(Rounds)))).Soon();

        (await grain.Count(0)).ShouldBe(Callers * Rounds);
    }

    [Fact]
    public async Task Calls_of_one_client_arrive_in_order_at_a_living_grain()
    {
        var grain = Grain<ITurnsProbe>();
        await grain.Instance();

        await Task.WhenAll(Numbers(200).Select(grain.Note)).Soon();

        Journal.Of(Key).Skip(1).ShouldBe(Numbers(200));
    }

    [Fact]
    public async Task Calls_of_one_grain_arrive_in_order_at_a_living_grain()
    {
        await Grain<ITurnsProbe>().Instance();
        await Grain<ITurnsProbe>(Key + "/caller").NoteTimes(Key, 200).Soon();

        Journal.Of(Key).Skip(1).ShouldBe(Numbers(200));
    }

    [Fact]
    public async Task A_one_way_call_returns_before_it_has_run()
    {
        await Grain<ITurnsProbe>().NoteAndForget("ran").Soon();
        Journal.Of(Key).ShouldNotContain("ran");

        Gates.Open(Key);
        await Journal.Until(Key, "ran");
    }

    [Fact]
    public async Task A_one_way_call_that_fails_is_not_heard_of()
    {
        await Grain<ITurnsProbe>().ThrowAndForget().Soon();
        await Journal.Until(Key, "threw");

        await Grain<ITurnsProbe>().Note("goes on").Soon();
    }

    [Fact]
    public async Task Methods_may_return_value_tasks()
    {
        (await Grain<ITurnsProbe>().Double(21)).ShouldBe(42);
        await Grain<ITurnsProbe>().NoteValue("noted");
        Journal.Of(Key)[^1].ShouldBe("noted");
    }

    private static IEnumerable<string> Numbers(int count) =>
        Enumerable.Range(0, count).Select(number => number.ToString(CultureInfo.InvariantCulture));
}
