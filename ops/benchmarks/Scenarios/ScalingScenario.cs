using System.Text.Json.Nodes;
using Monitor.Bench.Bare;
using Monitor.Bench.Load;

namespace Monitor.Bench.Scenarios;

/// <summary>
/// The same events into one, two and three silos, and into one process. On the machine of the generator and of the database more
/// processes have no more processors: it shows what a cluster costs, not what machines add.
/// </summary>
internal sealed class ScalingScenario : IScenario
{
    private const int Connections = 8;

    private static readonly Site Site = new(60);

    public string Name => "scaling";

    public string About => "events a second and processor time an event: one process, and clusters of 1, 2 and 3 silos, on the same processors";

    public async Task<IReadOnlyList<Measure>> RunAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.Board is null || run.Postgres is not { } server)
        {
            await Console.Error.WriteLineAsync("bench: scaling not run: it needs PostgreSQL and the program of a board; ./ops/bench sees to both");
            return [];
        }

        using var folder = Run.Folder();
        var measures = new List<Measure>();
        var single = default(Sent);
        if (run.EmbeddedHost is { } host)
        {
            await using var database = await TempDatabase.CreateAsync(server);
            await using var service = await Service.StartAsync(host, folder.Path, database.Connection);
            single = await SendAsync(run, service, cancellationToken);
            measures.AddRange(Told("one process, embedded engine", single, null));
        }

        var one = default(Sent);
        for (var silos = 1; silos <= 3; silos++)
        {
            await using var database = await TempDatabase.CreateAsync(server);
            await using var service = await Service.StartAsync(Cluster.CommandLines(run, silos), database.Connection);
            var sent = await SendAsync(run, service, cancellationToken);
            one ??= sent;
            measures.AddRange(Told($"{silos} silo{(silos == 1 ? ", beside one process" : "s, beside 1")}", sent, silos == 1 ? single : one));
        }

        return measures;
    }

    private static IEnumerable<Measure> Told(string who, Sent sent, Sent? beside)
    {
        yield return new Measure(who, "events/s", sent.Rate, beside?.Rate);
        yield return new Measure($"{who}: processor time", "us/event", sent.Cost, beside?.Cost);
        yield return new Measure($"{who}: dossiers written", "writes/event", sent.Writes);
        yield return new Measure($"{who}: in one commit", "writes", sent.Batch);
        if (sent.Messages is { } messages)
            yield return new Measure($"{who}: messages sent by silos", "messages/event", messages);
        yield return new Measure($"{who}: memory of all processes", "MiB", sent.Resident / (double)(1 << 20));
    }

    private static async Task<Sent> SendAsync(Run run, Service service, CancellationToken cancellationToken)
    {
        await Site.PutAsync(service, cancellationToken);
        await Feed.SendAsync(service, Sources("warm", run.Size(6, 1)), cancellationToken);
        var sources = Sources("m", run.Size(20, 2));
        var (before, worked) = (await CountAsync(service, cancellationToken), service.Worked);
        var took = await Feed.SendAsync(service, sources, cancellationToken);
        worked = service.Worked - worked;
        var after = await CountAsync(service, cancellationToken);
        var events = (double)sources.Sum(batches => batches.Sum(batch => batch.Events));
        var open = (await service.GetAsync($"api/v1/boards/{Site.Province}", cancellationToken))["figures"]!["open"]!.GetValue<int>();
        if (open != 2 * Connections * Batch.Size)
            throw new UnequalException($"the board counts {open} open dossiers and not {2 * Connections * Batch.Size}");
        return new Sent(
            events / took.TotalSeconds, worked.TotalMicroseconds / events, (after.Writes - before.Writes) / events,
            (after.Writes - before.Writes) / (double)Math.Max(1, after.Commits - before.Commits),
            after.Messages > 0 ? (after.Messages - before.Messages) / events : null, service.Resident);
    }

    private static async Task<(long Commits, long Writes, long Messages)> CountAsync(Service service, CancellationToken cancellationToken)
    {
        var members = (await service.GetAsync("api/v1/cluster", cancellationToken))["members"]!.AsArray();
        return (members.Sum(member => Number(member!["figures"]?["commits"])), members.Sum(member => Number(member!["figures"]?["writes"])), members.Sum(member => Number(member!["figures"]?["messagesSent"])));
    }

    private static long Number(JsonNode? node) => node?.GetValue<long>() ?? 0;

    private static Batch[][] Sources(string prefix, int batches)
    {
        var now = TimeProvider.System.GetUtcNow();
        return [.. Enumerable.Range(0, Connections).Select(source => Batch.OfSource(Site, $"{prefix}-{source}", batches, now))];
    }

    /// <param name="Rate">Events a second.</param>
    /// <param name="Cost">Processor time of all our processes in microseconds an event; the database server's own is not in it.</param>
    /// <param name="Writes">Rows of dossiers an event.</param>
    /// <param name="Batch">Of those in one commit, on average.</param>
    /// <param name="Messages">An event, sent by silos over the network; null in one process.</param>
    private sealed record Sent(double Rate, double Cost, double Writes, double Batch, double? Messages, long Resident);
}
