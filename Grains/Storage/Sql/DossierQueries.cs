using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Interfaces.Reports;

namespace Grains.Storage.Sql;

/// <summary>What one agency asks for when it wakes and sweeps, and counts over everything; lists are in the other part.</summary>
internal sealed partial class DossierQueries(SqlDatabase database, ReaderPool readers) : IDossierQueries
{
    private const string Index = $"""
        SELECT {CountedColumns.List} FROM dossier WHERE agency = ?1 AND counted_until >= ?2
        UNION ALL
        SELECT {CountedColumns.List} FROM dossier WHERE point = ?1 AND point IS DISTINCT FROM agency AND counted_until >= ?2
        """;

    private readonly string _changed = WithAlerts($"""
        SELECT {LineColumns.List}, open_alerts FROM dossier {database.ByChange}
        WHERE changed >= ?2 AND (agency = ?1 OR point = ?1 OR {database.Holds("former", "?3")})
        """);

    private const string OpenAlertsOfAgency = $"""
        SELECT {AlertColumns.List} FROM dossier d CROSS JOIN alert a
        WHERE a.dossier = d.dossier AND d.agency = ?1 AND d.open_alerts > 0 AND a.state IN (1, 2)
        UNION ALL
        SELECT {AlertColumns.List} FROM dossier d CROSS JOIN alert a
        WHERE a.dossier = d.dossier AND d.point = ?1 AND d.point IS DISTINCT FROM d.agency AND d.open_alerts > 0 AND a.state IN (1, 2)
        """;

    // Hops from one agency to the next in the index rather than reading all of it; null comes last.
    private const string CompetentAgencies = """
        competent (code) AS (
          SELECT min(agency) FROM dossier
          UNION ALL SELECT (SELECT min(agency) FROM dossier WHERE agency > code) FROM competent WHERE code IS NOT NULL)
        """;

    private const string Agencies = $"""
        WITH RECURSIVE
          {CompetentAgencies},
          point (code) AS (
            SELECT min(point) FROM dossier WHERE point IS DISTINCT FROM agency
            UNION ALL SELECT (SELECT min(d.point) FROM dossier d WHERE d.point IS DISTINCT FROM d.agency AND d.point > code) FROM point WHERE code IS NOT NULL)
        SELECT code FROM competent WHERE EXISTS (
          SELECT 1 FROM dossier WHERE agency = code AND counted_until >= ?1 AND (counted_until = ?2 OR ended >= ?1))
        UNION
        SELECT code FROM point WHERE EXISTS (
          SELECT 1 FROM dossier d WHERE d.point = code AND d.point IS DISTINCT FROM d.agency AND d.counted_until >= ?1
            AND (d.counted_until = ?2 OR d.ended >= ?1))
        """;

    private const string States = """
        SELECT dossier, payload FROM dossier
        WHERE coalesce(received, 0) <= ?1 AND (counted_until >= ?2 OR changed >= ?2)
        UNION ALL
        SELECT dossier, payload FROM archived_dossier WHERE received <= ?1 AND (counted_until >= ?2 OR changed >= ?2)
        """;

    private const string ArchivedStates = "SELECT dossier, payload FROM archived_dossier ORDER BY dossier";

    // Open ones agency by agency: by index, not by row.
    private const string Counts = $"""
        WITH RECURSIVE {CompetentAgencies}
        SELECT (SELECT CAST(sum(rows) AS bigint) FROM row_count WHERE name = 'dossier'),
               (SELECT CAST(sum((SELECT count(*) FROM dossier WHERE agency = code AND counted_until = ?1)) AS bigint) FROM competent)
                 + (SELECT count(*) FROM dossier WHERE agency IS NULL AND counted_until = ?1),
               (SELECT CAST(sum(rows) AS bigint) FROM row_count WHERE name = 'dossier_event'),
               (SELECT CAST(coalesce(sum(events), 0) AS bigint) FROM refused_code),
               (SELECT count(*) FROM alert WHERE state IN (1, 2))
        """;

    /// <summary>The column <c>counted_until</c> of an open dossier.</summary>
    private const long WhileOpen = long.MaxValue;

    public IAsyncEnumerable<CountedDossier> ReadIndexAsync(string agency, DateTimeOffset since, CancellationToken cancellationToken) =>
        readers.StreamAsync(session => session.Prepare(Index).Bind(agency).Bind(since), CountedColumns.Read, cancellationToken);

    public Task<IReadOnlyList<DossierLine>> ReadChangedAsync(string agency, DateTimeOffset since, CancellationToken cancellationToken) =>
        readers.ScanAsync<IReadOnlyList<DossierLine>>(
            session => ReadWithAlerts(session.Prepare(_changed).Bind(agency).Bind(since).Bind(LineColumns.AsFormer(agency))), cancellationToken);

    public Task<IReadOnlyList<Alert>> ReadOpenAlertsAsync(string agency, CancellationToken cancellationToken) =>
        ListOf(OpenAlertsOfAgency, statement => statement.Bind(agency), row => AlertColumns.Read(row), cancellationToken);

    /// <summary>Several writers may each have a mark of the same source.</summary>
    public async Task<IReadOnlyList<SourceMark>> ReadSourcesAsync(string agency, CancellationToken cancellationToken)
    {
        var marks = await ListOf(
            "SELECT source, at, arrived FROM source_mark WHERE agency = ?1",
            statement => statement.Bind(agency),
            row => new SourceMark(row.Text(0), row.Instant(1), row.Instant(2)),
            cancellationToken);
        return [.. marks.GroupBy(mark => mark.Source).Select(same => same.MaxBy(mark => (mark.At, mark.Arrived))!)];
    }

    public Task<IReadOnlyList<string>> ReadAgenciesAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        ListOf(Agencies, statement => statement.Bind(since).Bind(WhileOpen), row => row.Text(0), cancellationToken);

    /// <summary>A dossier's events come in the order in which they arrived.</summary>
    public async IAsyncEnumerable<(string Dossier, ImmutableArray<StoredEvent> Events)> ReadEventsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = ImmutableArray.CreateBuilder<StoredEvent>();
        await foreach (var stored in readers.StreamAsync(session => session.Prepare(EventColumns.SelectAll), EventColumns.Read, cancellationToken))
        {
            if (events.Count > 0 && events[0].Event.Dossier != stored.Event.Dossier)
            {
                yield return (events[0].Event.Dossier, events.DrainToImmutable());
            }

            events.Add(stored);
        }

        if (events.Count > 0)
            yield return (events[0].Event.Dossier, events.DrainToImmutable());
        await foreach (var (dossier, payload) in readers.StreamAsync(session => session.Prepare(ArchivedStates), ReadState, cancellationToken))
            yield return (dossier, [.. DossierStateJson.Read(payload).Events.OrderBy(stored => stored.Arrived)]);
    }

    public IAsyncEnumerable<StoredState> ReadStatesAsync(StateFilter filter, CancellationToken cancellationToken) =>
        readers.StreamAsync(
            session => session.Prepare(States).Bind(filter.ReceivedUntil).Bind(filter.ActiveSince?.UtcTicks ?? long.MinValue),
            ReadState,
            cancellationToken);

    private static StoredState ReadState(Statement row) => new(row.Text(0), row.Bytes(1).ToArray());

    public Task<StoreCounts> ReadCountsAsync(CancellationToken cancellationToken) =>
        readers.ScanAsync(
            session =>
            {
                var row = session.Prepare(Counts).Bind(WhileOpen);
                row.Step();
                return new StoreCounts(row.Integer(0), row.Integer(1), row.Integer(2), row.Integer(3), row.Integer(4));
            },
            cancellationToken);

    /// <summary>The dossiers that <paramref name="select"/> gives, with as many rows each as they have open alerts, or one.</summary>
    /// <param name="select">Gives <see cref="LineColumns.List"/>, <c>open_alerts</c> and whatever it is ordered by.</param>
    private static string WithAlerts(string select, string order = "") => $"""
        SELECT {LineColumns.ListOf("d")}, {AlertColumns.List} FROM ({select}) d
        LEFT JOIN alert a ON d.open_alerts > 0 AND a.dossier = d.dossier AND a.state IN (1, 2) {order}
        """;

    /// <param name="rows">As of <see cref="WithAlerts"/>.</param>
    private static List<DossierLine> ReadWithAlerts(Statement rows)
    {
        var firstOfAlert = LineColumns.Names.Length;
        var texts = new TextPool();
        var lines = new List<DossierLine>();
        var places = new Dictionary<string, int>();
        while (rows.Step())
        {
            var dossier = rows.Text(0);
            if (!places.TryGetValue(dossier, out var place))
            {
                places[dossier] = place = lines.Count;
                lines.Add(LineColumns.Read(rows, texts));
            }

            if (!rows.IsNull(firstOfAlert))
                lines[place] = lines[place] with { OpenAlerts = lines[place].OpenAlerts.Add(AlertColumns.Read(rows, firstOfAlert)) };
        }

        return lines;
    }

    private static string Json(IEnumerable<string> agencies) =>
        JsonSerializer.Serialize(agencies.Distinct().ToArray(), StorageJson.Compact.StringArray);

    private Task<IReadOnlyList<T>> ListOf<T>(
        string sql, Action<Statement> bind, Func<Statement, T> read, CancellationToken cancellationToken) =>
        readers.ScanAsync<IReadOnlyList<T>>(
            session =>
            {
                var rows = session.Prepare(sql);
                bind(rows);
                var list = new List<T>();
                while (rows.Step())
                    list.Add(read(rows));
                return list;
            },
            cancellationToken);
}
