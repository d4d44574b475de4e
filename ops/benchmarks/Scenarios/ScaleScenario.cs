using System.Globalization;
using Microsoft.Data.Sqlite;
using Monitor.Bench.Bare;
using Monitor.Bench.Load;

namespace Monitor.Bench.Scenarios;

/// <summary>The same service with few and with a hundred times as many open dossiers.</summary>
internal sealed class ScaleScenario : IScenario
{
    private const int Connections = 8;
    private const double Mebi = 1024 * 1024;
    private static readonly TimeProvider Clock = TimeProvider.System;
    private static readonly Site Site = new(100);

    public string Name => "scale";

    public string About => "10,000 to 1,000,000 open dossiers: cost of an event, memory, start to a right board";

    public async Task<IReadOnlyList<Measure>> RunAsync(Run run, CancellationToken cancellationToken)
    {
        var (few, times) = (run.Size(10_000, 1_000), run.Size(100, 3));
        using var folder = Run.Folder();
        Stage small;
        await using (var service = await Service.StartAsync(run, folder.Path))
        {
            await Site.PutAsync(service, cancellationToken);
            var now = Clock.GetUtcNow();
            var batches = Batch.Receiving(Site, "open", few, now.AddHours(-2), now.AddDays(10)).ToArray();
            await Feed.SendAsync(service, Shares(batches), cancellationToken);
        }
        small = await StageAsync(run, folder.Path, few, "few", cancellationToken);
        var bytes = Multiply(folder.Path, times);
        var large = await StageAsync(run, folder.Path, few * times, "many", cancellationToken);
        var more = few * (times - 1);
        return
        [
            new Measure("an event with many, beside few", "us", 1e6 / large.Rate, 1e6 / small.Rate, Target: 1 / 1.3),
            new Measure("start to a right board, beside few", "ms", large.Start.TotalMilliseconds, small.Start.TotalMilliseconds, Goal: 10_000),
            new Measure("resident with many, beside few", "MiB", large.Resident / Mebi, small.Resident / Mebi, Goal: 1_536),
            new Measure("index entry of an open dossier", "B", (double)Math.Max(0, large.AtStart - small.AtStart) / more),
            new Measure("an awake dossier", "B", (double)Math.Max(0, large.Resident - large.AtStart) / large.Awake),
            new Measure("an open dossier on the disk", "B", (double)bytes / more),
        ];
    }

    /// <summary>Starts the service on what is there, waits for its board, and sends events.</summary>
    private static async Task<Stage> StageAsync(Run run, string folder, int expected, string prefix, CancellationToken cancellationToken)
    {
        var began = Clock.GetTimestamp();
        await using var service = await Service.StartAsync(run, folder);
        var open = (await service.GetAsync($"api/v1/boards/{Site.Province}", cancellationToken))["figures"]!["open"]!.GetValue<int>();
        var start = Clock.GetElapsedTime(began);
        if (open != expected)
            throw new UnequalException($"the board counts {open} open dossiers and not {expected}");
        var atStart = service.Resident;
        var now = Clock.GetUtcNow();
        await Feed.SendAsync(service, Sources($"{prefix}w", run.Size(8, 1), now), cancellationToken);
        var sources = Sources(prefix, run.Size(20, 1), now);
        var took = await Feed.SendAsync(service, sources, cancellationToken);
        var events = sources.Sum(batches => batches.Length * Batch.Size);
        return new Stage(start, events / took.TotalSeconds, atStart, service.Resident, Received(run.Size(8, 1)) + Received(run.Size(20, 1)));
    }

    /// <summary>
    /// Takes away what the first stage added, and copies each open dossier, its row and its events, under new codes: what a hundred times as many sources would have told. Each is due
    /// at an instant of its own, as in life, since an index that has many due at one holds less. Answers the bytes that this took on the disk.
    /// </summary>
    private static long Multiply(string folder, int times)
    {
        var file = Path.Combine(folder, "monitor.db");
        using var connection = BareSqlite.Open(file);
        Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE); DELETE FROM dossier_event WHERE dossier NOT LIKE 'open-%'; DELETE FROM dossier WHERE dossier NOT LIKE 'open-%'");
        Execute(connection, "CREATE TEMP TABLE copy AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + (times - 1).ToString(CultureInfo.InvariantCulture) + ") SELECT i FROM n");
        var before = new FileInfo(file).Length;
        Execute(connection, "BEGIN");
        Insert(connection, "dossier_event");
        Insert(connection, "dossier");
        Execute(connection, "UPDATE row_count SET rows = (SELECT count(*) FROM dossier) WHERE name = 'dossier'");
        Execute(connection, "UPDATE row_count SET rows = (SELECT count(*) FROM dossier_event) WHERE name = 'dossier_event'");
        Execute(connection, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
        return new FileInfo(file).Length - before;
    }

    private static void Insert(SqliteConnection connection, string table)
    {
        var columns = new List<string>();
        using (var command = new SqliteCommand($"SELECT name FROM pragma_table_info('{table}')", connection))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
                columns.Add(reader.GetString(0));
        }
        // The state names its dossier, too.
        var values = columns.Select(column => column switch
        {
            "dossier" => "t.dossier || '-' || c.i",
            "event_id" => "replace(t.event_id, t.dossier, t.dossier || '-' || c.i)",
            "due" or "due_soon_from" or "overdue_after" => $"t.{column} + (c.i * 20000 + t.rowid % 20000) * {TimeSpan.TicksPerMillisecond * 10}",
            "payload" => "CAST(replace(CAST(t.payload AS TEXT), t.dossier, t.dossier || '-' || c.i) AS BLOB)",
            _ => "t." + column,
        });
        Execute(connection, $"INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM copy c CROSS JOIN {table} t");
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection) { CommandTimeout = 0 };
        command.ExecuteNonQuery();
    }

    private static Batch[][] Sources(string prefix, int batches, DateTimeOffset now) =>
        [.. Enumerable.Range(0, Connections).Select(source => Batch.OfSource(Site, $"{prefix}-{source}", batches, now))];

    /// <summary>New dossiers in so many batches of <see cref="Batch.OfSource"/> from each connection.</summary>
    private static int Received(int batches) => Connections * Batch.Size * (batches + 1) / 2;

    private static Batch[][] Shares(Batch[] batches) =>
        [.. Enumerable.Range(0, Connections).Select(share => batches.Where((_, i) => i % Connections == share).ToArray())];

    /// <param name="Rate">Events a second.</param>
    /// <param name="AtStart">Bytes resident with the board told and no dossier awake.</param>
    /// <param name="Resident">Bytes resident after the events.</param>
    /// <param name="Awake">Dossiers that came in and are still awake, open or ended.</param>
    private sealed record Stage(TimeSpan Start, double Rate, long AtStart, long Resident, int Awake);
}
