using System.Data.Common;
using System.Globalization;

namespace Monitor.Cli.BackUps;

/// <summary>What a database holds, counted row by row.</summary>
/// <param name="Schema">Newest script of <c>ops/sql</c> that it has had.</param>
/// <param name="Dossiers">Archived ones too, and so are their events.</param>
internal sealed record Holdings(int Schema, long Dossiers, long Events, long Alerts, long References, IReadOnlyList<NewestReceipt> Sources)
{
    // Both kinds of database understand it.
    private const string Counts = """
        SELECT (SELECT count(*) FROM dossier), (SELECT CAST(sum(rows) AS bigint) FROM row_count WHERE name = 'dossier'),
               (SELECT count(*) FROM dossier_event), (SELECT CAST(sum(rows) AS bigint) FROM row_count WHERE name = 'dossier_event'),
               (SELECT count(*) FROM alert), (SELECT count(*) FROM reference_version)
        """;

    private const string ArchivedCounts = "SELECT count(*), CAST(coalesce(sum(events), 0) AS bigint) FROM archived_dossier";

    /// <summary>Schema that brought the archive.</summary>
    private const int WithArchive = 4;

    private const string Receipts = "SELECT source, max(arrived), max(at) FROM source_mark GROUP BY source ORDER BY source";

    /// <summary>The newest schema that this program knows.</summary>
    public static int NewestSchema { get; } = typeof(Holdings).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("schema/", StringComparison.Ordinal))
        .Max(name => int.Parse(name.AsSpan("schema/".Length, 4), CultureInfo.InvariantCulture));

    /// <exception cref="FailedException">The database belongs to a newer program, or its own counts are not those of its rows.</exception>
    public static async Task<Holdings> ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var schema = (await RowsAsync(connection, "SELECT max(version) FROM schema_version", row => Convert.ToInt32(row.GetValue(0), CultureInfo.InvariantCulture), cancellationToken))[0];
        CheckSchema(schema);
        var counts = (await RowsAsync(connection, Counts, row => Enumerable.Range(0, 6).Select(row.GetInt64).ToArray(), cancellationToken))[0];
        if (schema >= WithArchive)
        {
            var (dossiers, events) = (await RowsAsync(connection, ArchivedCounts, row => (row.GetInt64(0), row.GetInt64(1)), cancellationToken))[0];
            counts[0] += dossiers;
            counts[2] += events;
        }

        if (counts[0] != counts[1] || counts[2] != counts[3])
        {
            throw new FailedException(string.Create(
                CultureInfo.InvariantCulture,
                $"the database is damaged: it has counted {counts[1]} dossiers and {counts[3]} events, and holds {counts[0]} and {counts[2]}"));
        }

        var sources = await RowsAsync(connection, Receipts, row => new NewestReceipt(row.GetString(0), Instant(row, 1), Instant(row, 2)), cancellationToken);
        return new Holdings(schema, counts[0], counts[2], counts[4], counts[5], sources);
    }

    /// <exception cref="FailedException">It is newer than what this program knows.</exception>
    public static void CheckSchema(int schema)
    {
        if (schema > NewestSchema)
            throw new FailedException($"the data belong to a newer version (schema {schema}, this program knows {NewestSchema}); use the newer version");
    }

    /// <summary>Everything equal, sources too.</summary>
    public bool IsSame(Holdings other) => this with { Sources = other.Sources } == other && Sources.SequenceEqual(other.Sources);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Dossiers:N0} dossiers, {Events:N0} events, {Alerts:N0} alerts, {References:N0} versions of reference documents");

    // Instants are UTC ticks.
    private static DateTimeOffset Instant(DbDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);

    private static async Task<List<T>> RowsAsync<T>(DbConnection connection, string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var list = new List<T>();
        while (await rows.ReadAsync(cancellationToken))
            list.Add(read(rows));
        return list;
    }
}

/// <summary>How far a source had told its story: what it told afterwards must be sent again after a restore.</summary>
/// <param name="Received">When its newest event came in, by the service's clock.</param>
/// <param name="At">When that had happened, as the source says.</param>
internal sealed record NewestReceipt(string Source, DateTimeOffset Received, DateTimeOffset At);
