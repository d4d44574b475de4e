using Monitor.Bench.Load;

namespace Monitor.Bench.Scenarios;

/// <summary>Many displays of one board; then the same with one more, that never reads.</summary>
internal sealed class DisplaysScenario : IScenario
{
    private static readonly Site Site = new(10);

    public string Name => "displays";

    public string About => "2,000 displays of one board, one of them stuck: event to frame in hand, against the same without it; memory";

    public async Task<IReadOnlyList<Measure>> RunAsync(Run run, CancellationToken cancellationToken)
    {
        using var folder = Run.Folder();
        await using var service = await Service.StartAsync(run, folder.Path);
        await Site.PutAsync(service, cancellationToken);
        var (displays, rate, seconds) = (run.Size(2_000, 20), 20, run.Size(20, 1));
        var well = new BoardWatch(service, Site, "well", displays - 1, below: 0, stuck: 0, rate, seconds);
        await well.RunAsync(polled: null, cancellationToken);
        var stuck = new BoardWatch(service, Site, "stuck", displays - 1, below: 0, stuck: 1, rate, seconds);
        await stuck.RunAsync(polled: null, cancellationToken);
        return
        [
            new Measure("p50, one stuck, beside none", "ms", stuck.OfProvince.Percentile(0.5), well.OfProvince.Percentile(0.5)),
            new Measure("p99, one stuck, beside none", "ms", stuck.OfProvince.Percentile(0.99), well.OfProvince.Percentile(0.99), Goal: 500),
            new Measure("memory a display", "KiB", Math.Max(0, well.Held) / 1024.0 / displays),
        ];
    }
}
