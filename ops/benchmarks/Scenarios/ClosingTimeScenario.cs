using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Monitor.Bench.Bare;
using Monitor.Bench.Load;

namespace Monitor.Bench.Scenarios;

/// <summary>A fifth of all open dossiers falls due at one second, while events go on coming in.</summary>
internal sealed class ClosingTimeScenario : IScenario
{
    private const int Connections = 8;
    private static readonly TimeProvider Clock = TimeProvider.System;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan IngestBefore = TimeSpan.FromSeconds(3);
    private static readonly Site Site = new(60);

    public string Name => "closing-time";

    public string About => "many deadlines at one second, with ingest running: board, escalation, ingest; against a board that polls SQL";

    public async Task<IReadOnlyList<Measure>> RunAsync(Run run, CancellationToken cancellationToken)
    {
        using var folder = Run.Folder();
        // A Tuesday, nine o'clock in Hà Nội: rungs are climbed in working hours.
        await using var service = await Service.StartAsync(run, folder.Path, connection: null, "--clock", "2026-03-03T02:00:00Z", "--speed", "1");
        await Site.PutAsync(service, cancellationToken, Rung());
        var clock = await ServiceClock.ReadAsync(service, cancellationToken);
        var due = await LoadAsync(run, service, clock, cancellationToken);

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var board = await Display.OpenAsync(service, Site.Province, cancellationToken);
        using var polling = new PollingBoard(folder.Path);
        var (onBoard, onPolled) = (new Awaited(), new Awaited());
        var expected = run.Size(20_000, 400);
        var watching = board.WatchAsync((at, shown) => onBoard.Seen(at, shown.Overdue >= expected), over.Token);
        // Half a second after the instant: what such a board takes on average.
        var asking = polling.RunAsync(
            due + (Clock.TimestampFrequency / 2), clock.At, (at, boards) => onPolled.Seen(at, boards.Values.Sum(shown => shown.Overdue) >= expected), over.Token);
        var (before, after) = (new Latencies(), new Latencies());
        var ingest = IngestAsync(run, service, clock, due, before, after, over.Token);
        var durable = await DurableAsync(folder.Path, expected, due, cancellationToken);
        await Task.WhenAll(onBoard.Task, onPolled.Task).WaitAsync(Patience, Clock, cancellationToken);
        await over.CancelAsync();
        await Task.WhenAll(watching, asking, ingest);
        return
        [
            new Measure("all overdue on the board after", "ms", Since(due, await onBoard.Task), Since(due, await onPolled.Task), Goal: 1_000),
            new Measure("every rung durable after", "ms", durable.TotalMilliseconds, Goal: 10_000),
            new Measure("rungs climbed", "rungs/s", expected / durable.TotalSeconds),
            new Measure("ingest p99, beside p99 before it", "ms", after.Percentile(0.99), before.Percentile(0.99), Goal: 1_000),
            new Measure("ingest p50, beside p50 before it", "ms", after.Percentile(0.5), before.Percentile(0.5)),
        ];
    }

    private static JsonNode Rung() => JsonNode.Parse("""{"code":"due","when":"due","after":null,"to":"agency","role":"head"}""")!;

    /// <summary>Everything that is open; answers the timestamp at which the last part falls due.</summary>
    private static async Task<long> LoadAsync(Run run, Service service, ServiceClock clock, CancellationToken cancellationToken)
    {
        var (calm, closing) = (run.Size(80_000, 1_600), run.Size(20_000, 400));
        var received = clock.Now.AddHours(-1);
        var took = await Feed.SendAsync(service, Shares("calm", calm, received, clock.Now.AddDays(10)), cancellationToken);
        // Long enough to load the rest, at twice the time that the others took.
        var left = TimeSpan.FromSeconds(6) + (took * 2 * closing / calm);
        var due = new DateTimeOffset(clock.At(Clock.GetTimestamp()).Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero) + TimeSpan.FromSeconds(Math.Ceiling(left.TotalSeconds));
        await Feed.SendAsync(service, Shares("closing", closing, received, due), cancellationToken);
        if (clock.At(Clock.GetTimestamp()) > due - IngestBefore)
            throw new UnequalException("the machine was too busy to load the dossiers before they fell due; run it again");
        return clock.Of(due);
    }

    private static Batch[][] Shares(string prefix, int dossiers, DateTimeOffset received, DateTimeOffset due)
    {
        var batches = Batch.Receiving(Site, prefix, dossiers, received, due).ToArray();
        return [.. Enumerable.Range(0, Connections).Select(share => batches.Where((_, i) => i % Connections == share).ToArray())];
    }

    private static async Task IngestAsync(
        Run run, Service service, ServiceClock clock, long due, Latencies before, Latencies after, CancellationToken stop)
    {
        var rate = run.Size(200, 20);
        var loop = new OpenLoop(due - (long)(IngestBefore.TotalSeconds * Clock.TimestampFrequency), rate);
        await loop.RunAsync(rate * (int)Patience.TotalSeconds, SendAsync, stop);

        async Task SendAsync(int i)
        {
            await Feed.SendAsync(
                service, Batch.Of([EventLine.Received($"live-{i}", Site.AgencyOf(i), clock.Now.AddHours(-1), clock.Now.AddDays(10))]), CancellationToken.None);
            var intended = loop.Intended(i);
            (intended < due ? before : after).Add(Clock.GetElapsedTime(intended));
        }
    }

    /// <summary>From the due instant until the database holds an alert for each dossier.</summary>
    private static async Task<TimeSpan> DurableAsync(string folder, int expected, long due, CancellationToken cancellationToken)
    {
        await using var database = BareSqlite.Open(Path.Combine(folder, "monitor.db"), SqliteOpenMode.ReadOnly);
        await using var command = new SqliteCommand("SELECT count(*) FROM alert", database);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), Clock);
        while (Clock.GetElapsedTime(due) < Patience)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            if ((long)command.ExecuteScalar()! >= expected)
                return Clock.GetElapsedTime(due);
        }
        throw new UnequalException($"{expected} rungs were not climbed within {Patience}");
    }

    private static double Since(long due, long at) => Clock.GetElapsedTime(due, at).TotalMilliseconds;

    /// <summary>The first time that something held.</summary>
    private sealed class Awaited
    {
        private readonly TaskCompletionSource<long> _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<long> Task => _seen.Task;

        public void Seen(long at, bool holds)
        {
            if (holds)
                _seen.TrySetResult(at);
        }
    }
}
