using Grains.Storage;

namespace Monitor.Bench.Bare;

/// <summary>
/// The least that keeps the same rows as durably: the monitor's own tables and indexes, one transaction a batch, prepared statements, and no
/// actor, no HTTP and no check of anything.
/// </summary>
/// <param name="mark">What the database puts before the number of a parameter.</param>
internal abstract class BareStore(StoredRows rows, string mark)
{
    protected StoredRows Rows => rows;

    protected string InsertEvent { get; } = Insert("dossier_event", rows.EventColumns, mark);

    protected string PutDossier { get; } =
        $"{Insert("dossier", rows.DossierColumns, mark)} ON CONFLICT (dossier) DO UPDATE SET {string.Join(", ", rows.DossierColumns.Skip(1).Select(name => $"{name} = excluded.{name}"))}";

    protected IEnumerable<(object[] Event, object[] Dossier)[]> Batches => rows.Events.Chunk(Load.Batch.Size);

    /// <summary>Writes all rows, batch by batch; how long it took.</summary>
    public abstract Task<TimeSpan> WriteAsync(CancellationToken cancellationToken);

    /// <summary>One small row a transaction, for as long as told: how many a second.</summary>
    public abstract Task<double> CommitsAsync(TimeSpan time, CancellationToken cancellationToken);

    /// <summary>The monitor's own scripts.</summary>
    protected static IEnumerable<string> Scripts(string database)
    {
        var assembly = typeof(IDossierStore).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith($"sql/{database}/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }

    protected static async Task<double> RateAsync(TimeSpan time, Func<int, Task> call)
    {
        var (began, count) = (TimeProvider.System.GetTimestamp(), 0);
        while (TimeProvider.System.GetElapsedTime(began) < time)
            await call(count++);
        return count / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }

    private static string Insert(string table, string[] columns, string mark) =>
        $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"{mark}{i + 1}"))})";
}
