using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Interfaces.Reports;

namespace Grains.Storage.Sqlite;

/// <summary>What one agency asks for when it wakes and sweeps, and counts over everything; lists are in the other part.</summary>
internal sealed partial class SqliteDossierQueries(ReaderPool readers) : IDossierQueries
{
    private static readonly string Index = $"""
        SELECT {LineColumns.List} FROM dossier WHERE agency = ?1 AND counted_until >= ?2
        UNION ALL
        SELECT {LineColumns.List} FROM dossier WHERE point = ?1 AND point IS NOT agency AND counted_until >= ?2
        """;

    private static readonly string Changed = $"""
        SELECT {LineColumns.List}, open_alerts FROM dossier INDEXED BY dossier_changed
        WHERE changed >= ?2 AND (agency = ?1 OR point = ?1)
        """;

    private const string OpenAlertsOfDossier =
        $"SELECT {AlertColumns.List} FROM alert a WHERE a.dossier = ?1 AND a.state IN (1, 2)";

    private const string OpenAlertsOfAgency = $"""
        SELECT {AlertColumns.List} FROM dossier d CROSS JOIN alert a ON a.dossier = d.dossier
        WHERE d.agency = ?1 AND d.open_alerts > 0 AND a.state IN (1, 2)
        UNION ALL
        SELECT {AlertColumns.List} FROM dossier d CROSS JOIN alert a ON a.dossier = d.dossier
        WHERE d.point = ?1 AND d.point IS NOT d.agency AND d.open_alerts > 0 AND a.state IN (1, 2)
        """;

    // Hops from one agency to the next in the index rather than reading all of it.
    private const string Agencies = """
        WITH RECURSIVE
          competent (code) AS (
            SELECT min(agency) FROM dossier
            UNION ALL SELECT (SELECT min(agency) FROM dossier WHERE agency > code) FROM competent WHERE code IS NOT NULL),
          point (code) AS (
            SELECT min(point) FROM dossier WHERE point IS NOT agency
            UNION ALL SELECT (SELECT min(d.point) FROM dossier d WHERE d.point IS NOT d.agency AND d.point > code) FROM point WHERE code IS NOT NULL)
        SELECT code FROM competent WHERE EXISTS (
          SELECT 1 FROM dossier WHERE agency = code AND counted_until >= ?1 AND (counted_until = ?2 OR ended >= ?1))
        UNION
        SELECT code FROM point WHERE EXISTS (
          SELECT 1 FROM dossier d WHERE d.point = code AND d.point IS NOT d.agency AND d.counted_until >= ?1
            AND (d.counted_until = ?2 OR d.ended >= ?1))
        """;

    private const string States = """
        SELECT dossier, payload FROM dossier
        WHERE coalesce(received, 0) <= ?1 AND (counted_until >= ?2 OR changed >= ?2)
        """;

    private const string Counts = """
        SELECT (SELECT rows FROM row_count WHERE name = 'dossier'),
               (SELECT count(*) FROM dossier WHERE counted_until = ?1),
               (SELECT rows FROM row_count WHERE name = 'dossier_event'),
               (SELECT coalesce(sum(events), 0) FROM refused_code),
               (SELECT count(*) FROM alert WHERE state IN (1, 2))
        """;

    /// <summary>The column <c>counted_until</c> of an open dossier.</summary>
    private const long WhileOpen = long.MaxValue;

    public IAsyncEnumerable<DossierLine> ReadIndexAsync(string agency, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var texts = new TextPool();
        return readers.StreamAsync(
            connection => connection.Prepare(Index).Bind(agency).Bind(since), row => LineColumns.Read(row, texts), cancellationToken);
    }

    public Task<IReadOnlyList<DossierLine>> ReadChangedAsync(string agency, DateTimeOffset since, CancellationToken cancellationToken) =>
        readers.ScanAsync<IReadOnlyList<DossierLine>>(
            connection => ReadWithAlerts(connection, connection.Prepare(Changed).Bind(agency).Bind(since)), cancellationToken);

    public Task<IReadOnlyList<Alert>> ReadOpenAlertsAsync(string agency, CancellationToken cancellationToken) =>
        ListOf(OpenAlertsOfAgency, statement => statement.Bind(agency), AlertColumns.Read, cancellationToken);

    public Task<IReadOnlyList<SourceMark>> ReadSourcesAsync(string agency, CancellationToken cancellationToken) =>
        ListOf(
            "SELECT source, at, arrived FROM source_mark WHERE agency = ?1",
            statement => statement.Bind(agency),
            row => new SourceMark(row.Text(0), row.Instant(1), row.Instant(2)),
            cancellationToken);

    public Task<IReadOnlyList<string>> ReadAgenciesAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        ListOf(Agencies, statement => statement.Bind(since).Bind(WhileOpen), row => row.Text(0), cancellationToken);

    /// <summary>A dossier's events come in the order in which they arrived.</summary>
    public async IAsyncEnumerable<(string Dossier, ImmutableArray<StoredEvent> Events)> ReadEventsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = ImmutableArray.CreateBuilder<StoredEvent>();
        await foreach (var stored in readers.StreamAsync(connection => connection.Prepare(EventColumns.SelectAll), EventColumns.Read, cancellationToken))
        {
            if (events.Count > 0 && events[0].Event.Dossier != stored.Event.Dossier)
            {
                yield return (events[0].Event.Dossier, events.DrainToImmutable());
            }

            events.Add(stored);
        }

        if (events.Count > 0)
            yield return (events[0].Event.Dossier, events.DrainToImmutable());
    }

    public IAsyncEnumerable<StoredState> ReadStatesAsync(StateFilter filter, CancellationToken cancellationToken) =>
        readers.StreamAsync(
            connection => connection.Prepare(States).Bind(filter.ReceivedUntil).Bind(filter.ActiveSince?.UtcTicks ?? long.MinValue),
            row => new StoredState(row.Text(0), row.Bytes(1).ToArray()),
            cancellationToken);

    public Task<StoreCounts> ReadCountsAsync(CancellationToken cancellationToken) =>
        readers.ScanAsync(
            connection =>
            {
                var row = connection.Prepare(Counts).Bind(WhileOpen);
                row.Step();
                return new StoreCounts(row.Integer(0), row.Integer(1), row.Integer(2), row.Integer(3), row.Integer(4));
            },
            cancellationToken);

    /// <param name="rows">Gives <see cref="LineColumns.List"/> and then the number of open alerts.</param>
    private static List<DossierLine> ReadWithAlerts(PreparedConnection connection, Statement rows)
    {
        var texts = new TextPool();
        var lines = new List<DossierLine>();
        while (rows.Step())
        {
            var line = LineColumns.Read(rows, texts);
            var alerted = rows.Integer(LineColumns.Names.Length) > 0;
            lines.Add(alerted ? line with { OpenAlerts = ReadOpenAlerts(connection, line.Dossier) } : line);
        }

        return lines;
    }

    private static ImmutableArray<Alert> ReadOpenAlerts(PreparedConnection connection, string dossier)
    {
        var alerts = ImmutableArray.CreateBuilder<Alert>();
        for (var row = connection.Prepare(OpenAlertsOfDossier).Bind(dossier); row.Step();)
            alerts.Add(AlertColumns.Read(row));
        return alerts.ToImmutable();
    }

    private static string Json(IEnumerable<string> agencies) =>
        JsonSerializer.Serialize(agencies.Distinct().ToArray(), StorageJson.Compact.StringArray);

    private Task<IReadOnlyList<T>> ListOf<T>(
        string sql, Action<Statement> bind, Func<Statement, T> read, CancellationToken cancellationToken) =>
        readers.ScanAsync<IReadOnlyList<T>>(
            connection =>
            {
                var rows = connection.Prepare(sql);
                bind(rows);
                var list = new List<T>();
                while (rows.Step())
                    list.Add(read(rows));
                return list;
            },
            cancellationToken);
}
