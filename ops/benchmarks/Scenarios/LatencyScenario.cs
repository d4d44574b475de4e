using Monitor.Bench.Bare;
using Monitor.Bench.Load;

namespace Monitor.Bench.Scenarios;

/// <summary>
/// Events at a steady rate: how long until each is on the displays. At four frames a second, as it is unless configured, half of the changes
/// wait longer than an eighth of a second for the next one; the second run shows what a faster pace gives.
/// </summary>
internal sealed class LatencyScenario : IScenario
{
    public string Name => "latency";

    public string About => "500 events/s and 200 displays: event to frame in hand, against a board that polls SQL every second";

    public async Task<IReadOnlyList<Measure>> RunAsync(Run run, CancellationToken cancellationToken) =>
        [.. await AtAsync(run, 4, cancellationToken), .. await AtAsync(run, 7, cancellationToken)];

    private static async Task<Measure[]> AtAsync(Run run, int frames, CancellationToken cancellationToken)
    {
        using var folder = Run.Folder();
        await using var service = await Service.StartAsync(run, folder.Path, settings: [("LiveBoard__FramesPerSecond", $"{frames}")]);
        var site = new Site(run.Size(100, 10));
        await site.PutAsync(service, cancellationToken);
        using var polling = new PollingBoard(folder.Path);
        var (displays, rate, seconds) = (run.Size(100, 5), run.Size(500, 50), run.Size(30, 2));
        var watch = new BoardWatch(service, site, "live", displays, displays, stuck: 0, rate, seconds);
        await watch.RunAsync(
            (first, show, stop) => polling.RunAsync(
                first, _ => TimeProvider.System.GetUtcNow(), (at, boards) => show(at, boards.Values.Sum(shown => shown.Open)), stop),
            cancellationToken);
        return
        [
            .. Of($"{frames} frames/s: province's board", watch.OfProvince, watch.OfPolling),
            .. Of($"{frames} frames/s: agencies' boards", watch.OfAgencies, watch.OfPolling),
            new Measure($"{frames} frames/s: accepted p50", "ms", watch.Accepted.Percentile(0.5)),
            new Measure($"{frames} frames/s: accepted p99", "ms", watch.Accepted.Percentile(0.99)),
        ];
    }

    private static Measure[] Of(string board, Latencies ours, Latencies polling) =>
    [
        new($"{board} p50", "ms", ours.Percentile(0.5), polling.Percentile(0.5), Goal: 100),
        new($"{board} p99", "ms", ours.Percentile(0.99), polling.Percentile(0.99), Goal: 300),
    ];
}
