using Monitor.Bench.Bare;
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
        var sqlite = await BesideAsync(run, "SQLite", connection: null, quartz: null, cancellationToken);
        if (run.Postgres is not { } server)
        {
            await Console.Error.WriteLineAsync("bench: peers on PostgreSQL not run: there is none (MONITOR_BENCH_POSTGRES)");
            return sqlite;
        }
        await using var own = await TempDatabase.CreateAsync(server);
        await using var other = await TempDatabase.CreateAsync(server);
        return [.. sqlite, .. await BesideAsync(run, "PostgreSQL", own.Connection, other.Connection, cancellationToken)];
    }

    private static async Task<Measure[]> BesideAsync(Run run, string database, string? connection, string? quartz, CancellationToken cancellationToken)
    {
        var deadlines = run.Size(5_000, 50);
        var ours = await new ClosingTime(run, deadlines, deadlines, rate: 0, connection).RunAsync(cancellationToken);
        using var folder = Run.Folder();
        var theirs = await QuartzDeadlines.RunAsync(folder.Path, quartz, deadlines, cancellationToken);
        return
        [
            new Measure($"{database}: wall's lag, beside polling", "ms", ours.Wall.TotalMilliseconds, ours.Polled.TotalMilliseconds, TenTimes),
            new Measure($"{database}: frame's lag, beside polling", "ms", ours.Board.TotalMilliseconds, ours.Polled.TotalMilliseconds, TenTimes),
            new Measure($"{database}: frame's lag, beside Quartz.NET", "ms", ours.Board.TotalMilliseconds, theirs.TotalMilliseconds, TenTimes),
            new Measure($"{database}: deadlines, beside Quartz.NET", "rungs/s", deadlines / ours.Durable.TotalSeconds, deadlines / theirs.TotalSeconds, TenTimes),
        ];
    }
}
