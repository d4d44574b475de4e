using Cli.Tests.Sending;
using Monitor.Cli.Screen;
using Monitor.Cli.Sending;
using Monitor.Cli.Simulating;
using Shouldly;
using Xunit;
using Tests.Shared;

namespace Cli.Tests.Simulating;

public sealed class SimulatorTests : IDisposable
{
    private readonly FakeService _fake = new();
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string StateFile => Path.Combine(_folder, "demo.json");

    public void Dispose()
    {
        _fake.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_past_goes_as_backfill_and_the_present_live_and_nothing_early()
    {
        await RunAsync(TimeSpan.FromMinutes(30));

        _fake.Applied.Count(item => item.Query == "?mode=backfill").ShouldBeGreaterThan(20_000);
        var live = _fake.Applied.Where(item => item.Query.Length == 0).ToList();
        live.Count.ShouldBeGreaterThan(200);
        _fake.Early.ShouldBe(0);
        live.Zip(live.Skip(1)).Max(pair => pair.Second.Now - pair.First.Now).ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_restart_goes_on_without_doubling()
    {
        await RunAsync(TimeSpan.FromMinutes(20));
        var before = _fake.Applied.Count;
        _fake.Now += TimeSpan.FromHours(5);
        var tally = await RunAsync(TimeSpan.FromMinutes(20));

        // Between the stop and the restart there is only the ordinary past, and what was known before is hardly sent again.
        _fake.Applied.Count.ShouldBe(before + (int)tally.Applied);
        tally.Duplicate.ShouldBeLessThan(500);
        tally.Sent.ShouldBeLessThan(8_000);
        // Whatever began before the stop ends after it.
        var ended = _fake.Applied.Where(item => item.Id.EndsWith(":0", StringComparison.Ordinal)).Select(item => item.Dossier).ToHashSet();
        _fake.Applied.ShouldAllBe(item => ended.Contains(item.Dossier));
    }

    private async Task<Tally> RunAsync(TimeSpan span)
    {
        using var stop = new CancellationTokenSource();
        var end = _fake.Now + span;
        var time = new ManualTime(wait =>
        {
            _fake.Now += wait;
            if (_fake.Now >= end)
                stop.Cancel();
        });
        using var http = new HttpClient(_fake, disposeHandler: false) { BaseAddress = new Uri("http://monitor.test/") };
        var service = new MonitorService(http, new Patience(time, TimeSpan.FromSeconds(60)));
        var state = SimulationState.Load(StateFile, seed: 22);
        var province = new DemoFiles(SharedData.InProject("ops/reference/demo")).Province(state.Seed);
        var tally = new Tally();
        await Should.ThrowAsync<OperationCanceledException>(() => new Simulator(service, province, state, StateFile, perHour: 300, time)
            .RunAsync(withPast: true, new ProgressScreen(time, quiet: true), tally, stop.Token));
        return tally;
    }
}
