using Engine.Conformance.Grains;
using Engine.Conformance.Support;
using Orleans;

namespace Engine.Conformance;

public sealed class ActivationTests(ClusterFixture cluster) : ClusterTests(cluster)
{
    [Fact]
    public async Task All_calls_of_one_id_reach_one_activation()
    {
        var instances = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Grain<ITurnsProbe>().Instance())));

        instances.Distinct().Count().ShouldBe(1);
        Journal.Of(Key).ShouldBe(["activated"]);
    }

    [Fact]
    public async Task Each_id_has_its_own_activation() =>
        (await Grain<ITurnsProbe>().Instance()).ShouldNotBe(await Grain<ITurnsProbe>(Key + "x").Instance());

    [Fact]
    public async Task Each_class_has_its_own_grain_of_a_key() =>
        (await Grain<ITurnsProbe>().Instance()).ShouldNotBe(await Grain<IReentrantProbe>().Instance());

    [Fact]
    public async Task Activation_ends_before_the_first_call_starts()
    {
        Gates.Open("first");

        await Task.WhenAll(Grain<IReentrantProbe>().Work("first"), Grain<IReentrantProbe>().Interleaved("first")).Soon();

        Journal.Of(Key)[0].ShouldBe("activated");
    }

    [Fact]
    public async Task A_reference_activates_nothing_before_it_is_called()
    {
        var grain = Grain<ITurnsProbe>();
        Journal.Of(Key).ShouldBeEmpty();

        await grain.Instance();
        Journal.Of(Key).ShouldBe(["activated"]);
    }

    [Fact]
    public async Task A_failed_activation_is_seen_by_the_caller_and_tried_again_by_the_next_call()
    {
        Gates.Open(Key);
        var failure = await Should.ThrowAsync<InvalidOperationException>(Grain<IFailingGrain>().Ping().Soon());
        failure.Message.ShouldBe("The first activation fails.");

        await Grain<IFailingGrain>().Ping().Soon();
        Journal.Of(Key).ShouldBe(["attempt 1", "attempt 2"]);
    }

    [Fact]
    public async Task A_grain_that_cannot_be_built_fails_its_call()
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(Grain<IUnbuildableGrain>().Ping().Soon());

        failure.GetBaseException().Message.ShouldBe("Cannot be built.");
    }

    [Fact]
    public async Task A_grain_knows_its_key()
    {
        var grain = Grain<ITurnsProbe>();

        grain.GetPrimaryKeyString().ShouldBe(Key);
        (await grain.OwnKey()).ShouldBe((Key, Key));
    }

    [Fact]
    public void References_to_one_grain_are_equal()
    {
        Grain<ITurnsProbe>().ShouldBe(Grain<ITurnsProbe>());
        Grain<ITurnsProbe>().GetHashCode().ShouldBe(Grain<ITurnsProbe>().GetHashCode());
        Grain<ITurnsProbe>().ShouldNotBe(Grain<ITurnsProbe>(Key + "x"));
    }

    [Fact]
    public async Task Grains_see_the_injected_clock() => (await Grain<ITurnsProbe>().Now()).ShouldBe(Clock.GetUtcNow());
}
