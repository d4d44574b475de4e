using Monitor.Bench.Load;

namespace Monitor.Bench.Scenarios;

/// <summary>Three times as many events as can be taken: what is refused, and what the rest must wait.</summary>
internal sealed class OverloadScenario : IScenario
{
    private const double Times = 3;

    // Milliseconds. A line without end would make everybody wait for as long as the rush lasts.
    private const double LongestWait = 2_000;

    private static readonly Site Site = new(60);

    public string Name => "overload";

    public string About => "three times the sustainable rate, open-loop: share refused with Retry-After, wait and memory of the rest, and recovery";

    public async Task<IReadOnlyList<Measure>> RunAsync(Run run, CancellationToken cancellationToken)
    {
        using var folder = Run.Folder();
        await using var service = await Service.StartAsync(run, folder.Path);
        await Site.PutAsync(service, cancellationToken);
        var seconds = run.Size(20, 2);
        var rush = new Rush(service, Site, run.Size(50, 10));
        var sustainable = await rush.SustainableAsync(TimeSpan.FromSeconds(seconds), cancellationToken);
        var calm = await rush.OpenAsync("calm", sustainable / 2, seconds, cancellationToken);
        var held = service.Resident;
        var over = await rush.OpenAsync("over", Times * sustainable, seconds, cancellationToken);
        var after = await rush.OpenAsync("after", sustainable / 2, seconds, cancellationToken);
        await rush.CheckAsync(cancellationToken);
        return
        [
            new Measure("requests a second that were sustained", "/s", sustainable),
            new Measure("accepted at 3 times that", "/s", over.AcceptedASecond, sustainable, Target: 0.5),
            new Measure("refused with Retry-After", "share", over.RefusedShare),
            new Measure("accepted p50, beside that at half the rate", "ms", over.Accepted.Percentile(0.5), calm.Accepted.Percentile(0.5)),
            new Measure("accepted p99, beside that at half the rate", "ms", over.Accepted.Percentile(0.99), calm.Accepted.Percentile(0.99), Goal: LongestWait),
            new Measure("refused p99", "ms", over.Refused.Percentile(0.99)),
            new Measure("memory, beside before", "MiB", over.Peak / 1048576d, held / 1048576d, Goal: 1_024),
            new Measure("accepted p99 afterwards, beside before", "ms", after.Accepted.Percentile(0.99), calm.Accepted.Percentile(0.99)),
        ];
    }
}
