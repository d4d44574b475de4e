using System.Text.Json.Nodes;
using Monitor.Bench.Bare;
using Monitor.Bench.Load;

namespace Monitor.Bench.Scenarios;

/// <summary>Some of all open dossiers fall due at one second, while events go on coming in.</summary>
/// <param name="calm">Dossiers that are due later.</param>
/// <param name="closing">Dossiers that fall due.</param>
/// <param name="rate">Events a second meanwhile; 0 for none.</param>
/// <param name="connection">An empty PostgreSQL database; null for SQLite.</param>
internal sealed class ClosingTime(Run run, int calm, int closing, int rate, string? connection = null)
{
    private const int Connections = 8;
    private static readonly TimeProvider Clock = TimeProvider.System;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LeadIn = TimeSpan.FromSeconds(3);
    private static readonly Site Site = new(60);

    /// <summary>From an event's intended time to its answer, while the deadlines pass and before.</summary>
    public Latencies Ingest { get; } = new();

    public Latencies IngestBefore { get; } = new();

    public async Task<ClosingTimes> RunAsync(CancellationToken cancellationToken)
    {
        using var folder = Run.Folder();
        // A Tuesday, nine o'clock in Hà Nội: rungs are climbed in working hours.
        await using var service = await Service.StartAsync(run, folder.Path, connection, settings: null, "--clock", "2026-03-03T02:00:00Z", "--speed", "1");
        await Site.PutAsync(service, cancellationToken, Rung());
        var clock = await ServiceClock.ReadAsync(service, cancellationToken);
        var due = await LoadAsync(service, clock, cancellationToken);

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var board = await Display.OpenAsync(service, Site.Province, cancellationToken);
        using var polling = new PollingBoard(folder.Path, connection);
        var (onBoard, onPolled) = (new Awaited(), new Awaited());
        var announced = new AnnouncedTurns();
        var watching = board.ReadAsync(
            (at, message) =>
            {
                announced.Take(message);
                if (Display.Figures(message.Span) is { } shown)
                    onBoard.Seen(at, shown.Overdue >= closing);
            },
            over.Token);
        var turning = announced.ShowsAsync(clock, due, closing, over.Token);
        // Half a second after the instant: what such a board takes on average.
        var asking = polling.RunAsync(
            due + (Clock.TimestampFrequency / 2), clock.At, (at, boards) => onPolled.Seen(at, boards.Values.Sum(shown => shown.Overdue) >= closing), over.Token);
        var ingest = rate == 0 ? Task.CompletedTask : IngestAsync(service, clock, due, over.Token);
        var durable = await DurableAsync(folder.Path, due, cancellationToken);
        await Task.WhenAll(onBoard.Task, turning, onPolled.Task).WaitAsync(Patience, Clock, cancellationToken);
        await over.CancelAsync();
        await Task.WhenAll(watching, asking, ingest);
        return new ClosingTimes(
            Clock.GetElapsedTime(due, await onBoard.Task), Clock.GetElapsedTime(due, await turning), Clock.GetElapsedTime(due, await onPolled.Task), durable);
    }

    private static JsonNode Rung() => JsonNode.Parse("""{"code":"due","when":"due","after":null,"to":"agency","role":"head"}""")!;

    /// <summary>Everything that is open; answers the timestamp at which the last part falls due.</summary>
    private async Task<long> LoadAsync(Service service, ServiceClock clock, CancellationToken cancellationToken)
    {
        var received = clock.Now.AddHours(-1);
        var took = await Feed.SendAsync(service, Shares("calm", calm, received, clock.Now.AddDays(10)), cancellationToken);
        // Long enough to load the rest, at twice the time that the others took.
        var left = TimeSpan.FromSeconds(8) + (took * 2 * closing / calm);
        var due = new DateTimeOffset(clock.At(Clock.GetTimestamp()).Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero) + TimeSpan.FromSeconds(Math.Ceiling(left.TotalSeconds));
        await Feed.SendAsync(service, Shares("closing", closing, received, due), cancellationToken);
        if (clock.At(Clock.GetTimestamp()) > due - LeadIn)
            throw new UnequalException("the machine was too busy to load the dossiers before they fell due; run it again");
        return clock.Of(due);
    }

    private static Batch[][] Shares(string prefix, int dossiers, DateTimeOffset received, DateTimeOffset due)
    {
        var batches = Batch.Receiving(Site, prefix, dossiers, received, due).ToArray();
        return [.. Enumerable.Range(0, Connections).Select(share => batches.Where((_, i) => i % Connections == share).ToArray())];
    }

    private async Task IngestAsync(Service service, ServiceClock clock, long due, CancellationToken stop)
    {
        var loop = new OpenLoop(due - (long)(LeadIn.TotalSeconds * Clock.TimestampFrequency), rate);
        await loop.RunAsync(rate * (int)Patience.TotalSeconds, SendAsync, stop);

        async Task SendAsync(int i)
        {
            await Feed.SendAsync(
                service, Batch.Of([EventLine.Received($"live-{i}", Site.AgencyOf(i), clock.Now.AddHours(-1), clock.Now.AddDays(10))]), CancellationToken.None);
            var intended = loop.Intended(i);
            (intended < due ? IngestBefore : Ingest).Add(Clock.GetElapsedTime(intended));
        }
    }

    /// <summary>From the due instant until the database holds an alert for each dossier.</summary>
    private async Task<TimeSpan> DurableAsync(string folder, long due, CancellationToken cancellationToken)
    {
        await using var database = MonitorDatabase.Open(folder, connection);
        await using var command = database.CreateCommand();
        command.CommandText = "SELECT count(*) FROM alert";
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), Clock);
        while (Clock.GetElapsedTime(due) < Patience)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            if ((long)(await command.ExecuteScalarAsync(cancellationToken))! >= closing)
                return Clock.GetElapsedTime(due);
        }
        throw new UnequalException($"{closing} rungs were not climbed within {Patience}");
    }

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

/// <summary>From the due instant.</summary>
/// <param name="Board">Until a frame of the province's board showed every one of them.</param>
/// <param name="Wall">Until a display did that counts announced turns itself.</param>
/// <param name="Polled">Until a board that polls did.</param>
/// <param name="Durable">Until every rung was in the database.</param>
internal sealed record ClosingTimes(TimeSpan Board, TimeSpan Wall, TimeSpan Polled, TimeSpan Durable);
