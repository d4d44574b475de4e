namespace Monitor.Bench.Scenarios;

/// <summary>A fifth of all open dossiers falls due at one second.</summary>
internal sealed class ClosingTimeScenario : IScenario
{
    public string Name => "closing-time";

    public string About => "many deadlines at one second, with ingest running: board, escalation, ingest; against a board that polls SQL";

    public async Task<IReadOnlyList<Measure>> RunAsync(Run run, CancellationToken cancellationToken)
    {
        var closing = run.Size(20_000, 400);
        var test = new ClosingTime(run, closing * 4, closing, run.Size(200, 20));
        var times = await test.RunAsync(cancellationToken);
        return
        [
            new Measure("all overdue in a frame of the board after", "ms", times.Board.TotalMilliseconds, times.Polled.TotalMilliseconds, Goal: 1_000),
            new Measure("all overdue on a wall, which turns by itself, after", "ms", times.Wall.TotalMilliseconds, times.Polled.TotalMilliseconds, Goal: 1_000),
            new Measure("every rung durable after", "ms", times.Durable.TotalMilliseconds, Goal: 10_000),
            new Measure("rungs climbed", "rungs/s", closing / times.Durable.TotalSeconds),
            new Measure("ingest p99, beside p99 before it", "ms", test.Ingest.Percentile(0.99), test.IngestBefore.Percentile(0.99), Goal: 1_000),
            new Measure("ingest p50, beside p50 before it", "ms", test.Ingest.Percentile(0.5), test.IngestBefore.Percentile(0.5)),
        ];
    }
}
