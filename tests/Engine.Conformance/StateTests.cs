using Engine.Conformance.Grains;
using Engine.Conformance.Support;
using Orleans.Runtime;
using Orleans.Storage;

namespace Engine.Conformance;

public sealed class StateTests(ClusterFixture cluster) : ClusterTests(cluster)
{
    private string Gate => Key + "/gate";

    [Fact]
    public async Task State_is_read_before_the_grain_is_activated()
    {
        Store.WriteBehindTheGrain(Key, new Row { Value = 7 });

        (await Grain<IStatefulGrain>().GetAtActivation()).ShouldBe(7);
    }

    [Fact]
    public async Task A_state_never_written_is_a_new_one()
    {
        (await Grain<IStatefulGrain>().Get()).ShouldBe(0);
        (await Grain<IStatefulGrain>().Record()).ShouldBe((null, false));
    }

    [Fact]
    public async Task Written_state_outlives_the_activation_and_unwritten_state_does_not()
    {
        await Grain<IStatefulGrain>().Set(3);
        await Grain<IStatefulGrain>().SetWithoutWriting(4);
        await Grain<IStatefulGrain>().Leave();

        (await Grain<IStatefulGrain>().Get()).ShouldBe(3);
    }

    [Fact]
    public async Task Each_write_has_a_new_version()
    {
        await Grain<IStatefulGrain>().Set(1);
        (await Grain<IStatefulGrain>().Record()).ShouldBe(("1", true));
        await Grain<IStatefulGrain>().Set(2);
        (await Grain<IStatefulGrain>().Record()).ShouldBe(("2", true));
    }

    [Fact]
    public async Task A_conflict_is_seen_by_the_caller_and_the_next_call_meets_a_new_activation_with_the_stored_state()
    {
        await Grain<IStatefulGrain>().Set(1);
        var before = await Grain<IStatefulGrain>().Instance();
        Store.WriteBehindTheGrain(Key, new Row { Value = 99 });

        await Should.ThrowAsync<InconsistentStateException>(Grain<IStatefulGrain>().Set(2).Soon());
        (await Grain<IStatefulGrain>().Get().Soon()).ShouldBe(99);
        (await Grain<IStatefulGrain>().Instance()).ShouldNotBe(before);
    }

    [Fact]
    public async Task A_conflict_deactivates_the_grain_whose_write_it_was_and_not_the_one_that_passes_it_on()
    {
        var other = Key + "/other";
        await Grain<IStatefulGrain>(other).Set(1);
        var before = await Grain<IStatefulGrain>().Instance();
        Store.WriteBehindTheGrain(other, new Row { Value = 99 });

        await Should.ThrowAsync<InconsistentStateException>(Grain<IStatefulGrain>().SetThrough(other, 2).Soon());
        (await Grain<IStatefulGrain>().Instance()).ShouldBe(before);
        (await Grain<IStatefulGrain>(other).Get()).ShouldBe(99);
    }

    [Fact]
    public async Task A_grain_can_read_its_state_anew()
    {
        await Grain<IStatefulGrain>().Set(1);
        Store.WriteBehindTheGrain(Key, new Row { Value = 2 });
        await Grain<IStatefulGrain>().Reread();

        (await Grain<IStatefulGrain>().Get()).ShouldBe(2);
    }

    [Fact]
    public async Task Cleared_state_is_a_new_one()
    {
        await Grain<IStatefulGrain>().Set(1);
        await Grain<IStatefulGrain>().Clear();

        (await Grain<IStatefulGrain>().Get()).ShouldBe(0);
        (await Grain<IStatefulGrain>().Record()).Exists.ShouldBeFalse();
    }

    [Fact]
    public async Task A_storage_that_fails_to_read_fails_the_activation_until_it_recovers()
    {
        Store.Failures[Key] = new InvalidOperationException("The disk is gone.");
        var failure = await Should.ThrowAsync<OrleansException>(Grain<IStatefulGrain>().Get().Soon());
        failure.InnerException.ShouldNotBeNull().Message.ShouldBe("The disk is gone.");

        Store.Failures.TryRemove(Key, out _);
        (await Grain<IStatefulGrain>().Get().Soon()).ShouldBe(0);
    }

    [Fact]
    public async Task A_failed_write_reaches_the_caller_and_leaves_the_grain_alive()
    {
        var before = await Grain<IStatefulGrain>().Instance();
        Store.Failures[Key] = new InvalidOperationException("The disk is full.");
        var failure = await Should.ThrowAsync<OrleansException>(Grain<IStatefulGrain>().Set(1).Soon());
        failure.InnerException.ShouldNotBeNull().Message.ShouldBe("The disk is full.");

        Store.Failures.TryRemove(Key, out _);
        (await Grain<IStatefulGrain>().Instance()).ShouldBe(before);
    }

    [Fact]
    public async Task Writes_of_a_reentrant_grain_are_merged_while_one_is_under_way_and_none_is_lost()
    {
        const int Calls = 100;
        await Grain<IReentrantStatefulGrain>().Get();
        Store.WriteGates[Key] = Gate;
        var first = Grain<IReentrantStatefulGrain>().Add(1);
        var rest = Enumerable.Range(0, Calls - 1).Select(_ => Grain<IReentrantStatefulGrain>().Add(1)).ToArray();
        (await Grain<IReentrantStatefulGrain>().Get().Soon()).ShouldBe(Calls);
        Gates.Open(Gate);
        await Task.WhenAll(rest.Append(first)).Soon();

        Store.Writes[Key].ShouldBeInRange(1, 3);
        await Grain<IReentrantStatefulGrain>().Reread();
        (await Grain<IReentrantStatefulGrain>().Get()).ShouldBe(Calls);
    }
}
