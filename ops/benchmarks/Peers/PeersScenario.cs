using Monitor.Bench.Scenarios;

namespace Monitor.Bench.Peers;

/// <summary>The same deadlines at one second, as others would do it.</summary>
internal sealed class PeersScenario : IScenario
{
    private const double TenTimes = 10;

    public string Name => "peers";

    public string About => "deadlines at one second: against a board that polls SQL, and Quartz.NET with a persisted trigger for each";

    public async Task<IReadOnlyList<Measure>> RunAsync(Run run, CancellationToken cancellationToken)
    {
        var deadlines = run.Size(5_000, 50);
        var ours = await new ClosingTime(run, deadlines, deadlines, rate: 0).RunAsync(cancellationToken);
        using var folder = Run.Folder();
        var quartz = await QuartzDeadlines.RunAsync(folder.Path, deadlines, cancellationToken);
        return
        [
            new Measure("board lag, beside polling each second", "ms", ours.Board.TotalMilliseconds, ours.Polled.TotalMilliseconds, TenTimes),
            new Measure("board lag, beside Quartz.NET", "ms", ours.Board.TotalMilliseconds, quartz.TotalMilliseconds, TenTimes),
            new Measure("deadlines, beside Quartz.NET", "rungs/s", deadlines / ours.Durable.TotalSeconds, deadlines / quartz.TotalSeconds, TenTimes),
        ];
    }
}
