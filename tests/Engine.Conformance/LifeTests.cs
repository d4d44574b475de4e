using Engine.Conformance.Grains;
using Engine.Conformance.Support;

namespace Engine.Conformance;

public sealed class LifeTests(ClusterFixture cluster) : ClusterTests(cluster)
{
    private string Gate => Key + "/gate";

    [Fact]
    public async Task An_idle_grain_is_collected_and_comes_back_when_called()
    {
        var before = await Grain<ITurnsProbe>().Instance();
        await Cluster.CollectIdleAsync();
        await Journal.Until(Key, "deactivated ActivationIdle");

        (await Grain<ITurnsProbe>().Instance()).ShouldNotBe(before);
    }

    [Fact]
    public async Task A_grain_with_a_running_call_is_not_collected()
    {
        var call = Grain<ITurnsProbe>().Work(Gate);
        await Journal.Until(Key, $"start {Gate}");
        await Cluster.CollectIdleAsync();
        Gates.Open(Gate);
        await call.Soon();

        Journal.Of(Key).ShouldBe(["activated", $"start {Gate}", $"end {Gate}"]);
    }

    [Fact]
    public async Task A_grain_that_asks_for_it_is_deactivated_and_comes_back_when_called()
    {
        var before = await Grain<ITurnsProbe>().Instance();
        await Grain<ITurnsProbe>().Leave();

        (await Grain<ITurnsProbe>().Instance().Soon()).ShouldNotBe(before);
        Journal.Of(Key).ShouldBe(["activated", "deactivated ApplicationRequested", "activated"]);
    }

    [Fact]
    public async Task A_leaving_grain_ends_its_call_and_the_waiting_calls_reach_the_next_activation()
    {
        var grain = Grain<ITurnsProbe>();
        var leaving = grain.WorkAndLeave(Gate);
        await Journal.Until(Key, $"start {Gate}");
        var waiting = Task.WhenAll(grain.Note("1"), grain.Note("2"), grain.Note("3"));
        Gates.Open(Gate);
        await Task.WhenAll(leaving, waiting).Soon();

        var journal = Journal.Of(Key);
        journal.Take(5).ShouldBe(["activated", $"start {Gate}", $"end {Gate}", "deactivated ApplicationRequested", "activated"]);
        journal.Skip(5).ShouldBe(["1", "2", "3"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_silo_that_stops_deactivates_its_grains()
    {
        var other = new ClusterFixture();
        await other.InitializeAsync();
        var journal = (Journal)other.Services.GetService(typeof(Journal))!;
        await other.Grains.GetGrain<ITurnsProbe>(Key).Instance();
        await other.StopAsync().Soon();

        journal.Of(Key).ShouldBe(["activated", "deactivated ShuttingDown"]);
        await other.DisposeAsync();
    }
}
