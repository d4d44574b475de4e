using Engine.Conformance.Grains;
using Engine.Conformance.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Engine.Conformance;

/// <summary>What the embedded engine promises beyond Orleans, each on a silo with its own options.</summary>
public sealed class BoundTests
{
    private const string Key = "k/1";

    [Fact]
    public async Task A_grain_with_too_many_calls_refuses_more_and_takes_calls_again_later()
    {
        await using var silo = await Silo.StartAsync(options => options.MaxCallsPerActivation = 3);
        var grain = silo.Grain<ITurnsProbe>(Key);
        var taken = new[] { grain.Work("gate"), grain.Work("gate"), grain.Work("gate") };

        var refused = await Should.ThrowAsync<LimitExceededException>(grain.Work("gate").Soon());
        refused.Message.ShouldContain("turnsprobe/k/1 has 3 calls");
        silo.Gates.Open("gate");
        await Task.WhenAll(taken).Soon();
        await grain.Work("gate").Soon();
    }

    [Fact]
    public async Task The_response_time_out_follows_the_engine_s_own_clock()
    {
        var clock = new Tests.Shared.FakeClock();
        await using var silo = await Silo.StartAsync(options =>
        {
            options.EngineClock = clock;
            options.ResponseTimeout = TimeSpan.FromMinutes(5);
        });
        var (running, waiting) = (silo.Grain<ITurnsProbe>(Key).Work("gate"), silo.Grain<ITurnsProbe>(Key).Note("waited"));
        await silo.Journal.Until(Key, "start gate");
        clock.Advance(TimeSpan.FromMinutes(4.9));
        (running.IsCompleted, waiting.IsCompleted).ShouldBe((false, false));
        clock.Advance(TimeSpan.FromMinutes(0.2));

        (await Should.ThrowAsync<TimeoutException>(running.Soon())).Message.ShouldContain("IProbe.Work of turnsprobe/k/1");
        await Should.ThrowAsync<TimeoutException>(waiting.Soon());
        silo.Gates.Open("gate");
        await silo.Grain<ITurnsProbe>(Key).Instance().Soon();
        silo.Journal.Of(Key).ShouldNotContain("waited");
    }

    [Fact]
    public async Task When_too_many_live_those_that_were_idle_for_the_longest_are_collected_before_their_age()
    {
        var clock = new Tests.Shared.FakeClock();
        await using var silo = await Silo.StartAsync(options =>
        {
            options.EngineClock = clock;
            options.MaxIdleActivations = 2;
            options.CollectionPeriod = TimeSpan.FromMinutes(1);
        });
        var first = new Dictionary<string, Guid>();
        foreach (var key in new[] { "k/1", "k/2", "k/3", "k/4" })
        {
            first[key] = await silo.Grain<ITurnsProbe>(key).Instance();
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var (key, stays) in new[] { ("k/4", true), ("k/3", true), ("k/2", false), ("k/1", false) })
            (await silo.Grain<ITurnsProbe>(key).Instance().Soon() == first[key]).ShouldBe(stays, key);
    }

    [Fact]
    public async Task A_grain_is_collected_after_the_age_and_not_before_and_not_while_it_delays()
    {
        var clock = new Tests.Shared.FakeClock();
        await using var silo = await Silo.StartAsync(options =>
        {
            options.EngineClock = clock;
            options.CollectionAge = TimeSpan.FromMinutes(10);
            options.CollectionPeriod = TimeSpan.FromMinutes(1);
        });
        await silo.Grain<ITurnsProbe>("k/idle").Instance();
        await silo.Grain<ITurnsProbe>("k/delayed").DelayLeaving(TimeSpan.FromMinutes(30));
        clock.Advance(TimeSpan.FromMinutes(9));
        await silo.Grain<ITurnsProbe>("k/used").Instance();
        clock.Advance(TimeSpan.FromMinutes(3));
        await silo.Journal.Until("k/idle", "deactivated ActivationIdle");
        silo.Journal.Of("k/used").ShouldBe(["activated"]);
        silo.Journal.Of("k/delayed").ShouldBe(["activated"]);

        clock.Advance(TimeSpan.FromMinutes(30));
        await silo.Journal.Until("k/used", "deactivated ActivationIdle");
        await silo.Journal.Until("k/delayed", "deactivated ActivationIdle");
    }

    [Fact]
    public async Task A_timer_keeps_its_grain_only_when_it_says_so()
    {
        var clock = new Tests.Shared.FakeClock();
        await using var silo = await Silo.StartAsync(options =>
        {
            options.EngineClock = clock;
            options.CollectionAge = TimeSpan.FromMinutes(10);
            options.CollectionPeriod = TimeSpan.FromMinutes(1);
        });
        var minute = TimeSpan.FromMinutes(1);
        await silo.Grain<ITimerGrain>("k/keeps").Start("t", minute, minute, interleave: false, keepAlive: true, gate: null);
        await silo.Grain<ITimerGrain>("k/leaves").Start("t", minute, minute, interleave: false, keepAlive: false, gate: null);
        // Who looks for idle grains may still be at it when the next minute passes, and then looks with the one after.
        for (var passed = 1; passed <= 15 || (passed <= 100 && !silo.Journal.Of("k/leaves").Contains("deactivated")); passed++)
        {
            // A tick that is told of may not have set the timer again yet: then it comes with the next minute.
            var tick = silo.Journal.Until("k/keeps", "tick t", passed);
            do
            {
                clock.Advance(minute);
                silo.Cluster.Clock.Advance(minute);
            }
            while (await Task.WhenAny(tick, Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System)) != tick);
            await tick;
        }

        silo.Journal.Of("k/leaves").ShouldContain("deactivated");
        silo.Journal.Of("k/keeps").ShouldNotContain("deactivated");
    }

    [Fact]
    public async Task Every_call_that_waits_for_an_activation_sees_it_fail()
    {
        await using var silo = await Silo.StartAsync();
        var calls = Enumerable.Range(0, 5).Select(_ => silo.Grain<IFailingGrain>("k/all").Ping()).ToArray();
        silo.Gates.Open("k/all");

        foreach (var call in calls)
            await Should.ThrowAsync<InvalidOperationException>(call.Soon());
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_it_waits_never_starts()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grain<ITurnsProbe>(Key);
        var first = grain.Work("gate");
        using var source = new CancellationTokenSource();
        var second = grain.Cancellable("second", source.Token);
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(second.Soon());
        silo.Gates.Open("gate");
        await Task.WhenAll(first, grain.Note("after")).Soon();

        silo.Journal.Of(Key).ShouldBe(["activated", "start gate", "end gate", "after"]);
    }

    [Fact]
    public async Task A_method_that_always_interleaves_runs_beside_the_calls_that_waited_for_the_activation_with_it()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grain<ITurnsProbe>(Key);
        var (first, second, interleaved) = (grain.Work("gate"), grain.Work("gate"), grain.Interleaved("open"));
        silo.Gates.Open("open");

        await interleaved.Soon();
        silo.Gates.Open("gate");
        await Task.WhenAll(first, second).Soon();
    }

    [Fact]
    public async Task A_grain_that_never_ends_its_call_does_not_hold_up_the_stop()
    {
        await using var silo = await Silo.StartAsync(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        var stuck = silo.Grain<ITurnsProbe>(Key).Work("never");
        await silo.Journal.Until(Key, "start never");

        await silo.Cluster.StopAsync().Soon();
        stuck.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_silo_that_has_stopped_refuses_calls()
    {
        await using var silo = await Silo.StartAsync();
        await silo.Cluster.StopAsync().Soon();

        var refused = await Should.ThrowAsync<SiloUnavailableException>(silo.Grain<ITurnsProbe>(Key).Instance().Soon());
        refused.Message.ShouldBe("The silo is stopping.");
    }

    [Fact]
    public async Task A_silo_that_has_not_started_refuses_calls()
    {
        var cluster = new ClusterFixture();

        var refused = await Should.ThrowAsync<SiloUnavailableException>(cluster.Grains.GetGrain<ITurnsProbe>(Key).Instance().Soon());
        refused.Message.ShouldBe("The silo has not started.");
        await cluster.DisposeAsync();
    }

    [Fact]
    public void An_interface_with_several_classes_needs_the_class_named()
    {
        var grains = new ClusterFixture().Grains;

        Should.Throw<ArgumentException>(() => grains.GetGrain<IProbe>(Key)).Message.ShouldContain("give a class name prefix");
        grains.GetGrain<IProbe>(Key, "Engine.Conformance.Grains.Turns").ShouldBe(grains.GetGrain<ITurnsProbe>(Key) as object);
    }

    [Fact]
    public void An_option_out_of_range_is_named()
    {
        var services = new ServiceCollection();

        Should.Throw<InvalidOperationException>(() => services.AddEmbeddedSilo(static _ => { }))
            .Message.ShouldContain("EmbeddedSiloOptions.GrainAssemblies: name at least one");
        Should.Throw<InvalidOperationException>(() => services.AddEmbeddedSilo(static options =>
            {
                options.GrainAssemblies.Add(typeof(BoundTests).Assembly);
                options.ResponseTimeout = TimeSpan.Zero;
            }))
            .Message.ShouldContain("EmbeddedSiloOptions.ResponseTimeout");
    }
}
