using Microsoft.Data.Sqlite;
using Monitor.Bench.Bare;
using Monitor.Bench.Load;
using Npgsql;

namespace Monitor.Bench.Scenarios;

/// <summary>HTTP in to committed and counted, against a program that only writes the same rows.</summary>
internal sealed class IngestScenario : IScenario
{
    private const int Connections = 8;
    private const double AtLeastHalf = 0.5;
    private const string Measured = "m";

    private static readonly Site Site = new(60);

    public string Name => "ingest";

    public string About => "events a second, HTTP in to committed and counted, against a bare store writer; SQLite and PostgreSQL";

    public async Task<IReadOnlyList<Measure>> RunAsync(Run run, CancellationToken cancellationToken)
    {
        var measures = await SqliteAsync(run, cancellationToken);
        if (run.Postgres is { } server)
            return [.. measures, .. await PostgresAsync(run, server, cancellationToken)];
        await Console.Error.WriteLineAsync("bench: ingest on PostgreSQL not run: there is none (MONITOR_BENCH_POSTGRES)");
        return measures;
    }

    private static async Task<Measure[]> SqliteAsync(Run run, CancellationToken cancellationToken)
    {
        using var folder = Run.Folder();
        var ours = await OursAsync(run, folder.Path, connection: null, cancellationToken);
        await using var database = BareSqlite.Open(Path.Combine(folder.Path, "monitor.db"), SqliteOpenMode.ReadOnly);
        var rows = await StoredRows.ReadAsync(database, Measured, cancellationToken);
        return await BesideAsync(run, "SQLite", ours, rows, new BareSqlite(rows, folder.Path), 12_000, cancellationToken);
    }

    private static async Task<Measure[]> PostgresAsync(Run run, string server, CancellationToken cancellationToken)
    {
        using var folder = Run.Folder();
        await using var database = await TempDatabase.CreateAsync(server);
        await using var bare = await TempDatabase.CreateAsync(server);
        var ours = await OursAsync(run, folder.Path, database.Connection, cancellationToken);
        await using var connection = new NpgsqlConnection(database.Connection + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        var rows = await StoredRows.ReadAsync(connection, Measured, cancellationToken);
        return await BesideAsync(run, "PostgreSQL", ours, rows, new BarePostgres(rows, bare.Connection), 8_000, cancellationToken);
    }

    private static async Task<Measure[]> BesideAsync(
        Run run, string database, Sent ours, StoredRows rows, BareStore bare, double goal, CancellationToken cancellationToken)
    {
        var took = await bare.WriteAsync(cancellationToken);
        var commits = await bare.CommitsAsync(TimeSpan.FromSeconds(run.Quick ? 0.2 : 2), cancellationToken);
        return
        [
            new Measure($"{database}, against the bare writer", "events/s", ours.Rate, rows.Events.Count / took.TotalSeconds, AtLeastHalf, goal),
            new Measure($"{database}, against one-row commits", "events/s", ours.Rate, commits),
            new Measure($"{database}, processor time of the program", "us/event", ours.Cost),
            new Measure($"{database}, against counting in memory", "events/s", ours.Rate, DictionaryCount.Rate(rows)),
        ];
    }

    /// <summary>The generator shares the machine, with bodies made beforehand.</summary>
    private static async Task<Sent> OursAsync(Run run, string folder, string? connection, CancellationToken cancellationToken)
    {
        await using var service = await Service.StartAsync(run, folder, connection);
        await Site.PutAsync(service, cancellationToken);
        await Feed.SendAsync(service, Sources("warm", run.Size(10, 1)), cancellationToken);
        var sources = Sources(Measured, run.Size(40, 2));
        var worked = service.Worked;
        var took = await Feed.SendAsync(service, sources, cancellationToken);
        worked = service.Worked - worked;
        var open = (await service.GetAsync($"api/v1/boards/{Site.Province}", cancellationToken))["figures"]!["open"]!.GetValue<int>();
        if (open != 2 * Connections * Batch.Size)
            throw new UnequalException($"the board counts {open} open dossiers and not {2 * Connections * Batch.Size}");
        var events = sources.Sum(batches => batches.Sum(batch => batch.Events));
        return new Sent(events / took.TotalSeconds, worked.TotalMicroseconds / events);
    }

    /// <param name="Rate">Events a second.</param>
    /// <param name="Cost">Processor time of the program in microseconds an event; the database server's own is not in it.</param>
    private sealed record Sent(double Rate, double Cost);

    private static Batch[][] Sources(string prefix, int batches)
    {
        var now = TimeProvider.System.GetUtcNow();
        return [.. Enumerable.Range(0, Connections).Select(source => Batch.OfSource(Site, $"{prefix}-{source}", batches, now))];
    }
}
