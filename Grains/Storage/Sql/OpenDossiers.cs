using System.Text;
using Grains.Interfaces.Changes;

namespace Grains.Storage.Sql;

internal sealed class OpenDossiers(SqlDatabase database, ReaderPool readers) : IOpenDossiers
{
    private const string IsOpen = "received IS NOT NULL AND ended IS NULL";

    private const string Page = $"SELECT dossier, payload FROM dossier WHERE dossier > ?1 AND {IsOpen} ORDER BY dossier LIMIT ?2";

    private const string Counts = $"""
        SELECT count(*), count(*) FILTER (WHERE NOT late AND NOT paused AND soon), count(*) FILTER (WHERE late), count(*) FILTER (WHERE undated),
               (SELECT count(*) FROM alert WHERE state IN (1, 2))
        FROM (SELECT paused, due IS NULL AS undated, (overdue_after < ?1) IS TRUE AS late, (due_soon_from <= ?1) IS TRUE AS soon
              FROM dossier WHERE {IsOpen}) d
        """;

    private readonly string _movedPage = $"""
        SELECT dossier, payload FROM dossier
        WHERE dossier > ?1 AND {IsOpen} AND {database.Holds("payload", "?3")} AND NOT {database.Holds("payload", "?4")} ORDER BY dossier LIMIT ?2
        """;

    private readonly string _moved =
        $"SELECT count(*) FROM dossier {database.ByChange} WHERE changed >= ?1 AND {database.Holds("payload", "?2")}";

    public Task<IReadOnlyList<StoredState>> ReadAsync(string after, int limit, CancellationToken cancellationToken) =>
        PageAsync(session => session.Prepare(Page).Bind(after).Bind(limit), limit, cancellationToken);

    public Task<IReadOnlyList<StoredState>> ReadMovedAsync(string after, int limit, string movedBy, string notBy, CancellationToken cancellationToken) =>
        PageAsync(
            session => session.Prepare(_movedPage).Bind(after).Bind(limit).BindBlob(Mark(movedBy)).BindBlob(Mark(notBy)), limit, cancellationToken);

    public Task<OpenCounts> CountAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        readers.ScanAsync(
            session =>
            {
                var row = session.Prepare(Counts).Bind(now);
                row.Step();
                return new OpenCounts(row.Count(0), row.Count(1), row.Count(2), row.Count(3), row.Count(4));
            },
            cancellationToken);

    public Task<int> CountMovedAsync(string change, DateTimeOffset since, CancellationToken cancellationToken) =>
        readers.ScanAsync(
            session =>
            {
                var row = session.Prepare(_moved).Bind(since).BindBlob(Mark(change));
                row.Step();
                return row.Count(0);
            },
            cancellationToken);

    private Task<IReadOnlyList<StoredState>> PageAsync(Func<Session, Statement> bind, int limit, CancellationToken cancellationToken) =>
        readers.ScanAsync<IReadOnlyList<StoredState>>(
            session =>
            {
                var page = new List<StoredState>(limit);
                for (var row = bind(session); row.Step();)
                    page.Add(new StoredState(row.Text(0), row.Bytes(1).ToArray()));
                return page;
            },
            cancellationToken);

    // How a pin that gave way to the change stands in the payload. No text can hold it, because JSON escapes quotation marks.
    private static byte[] Mark(string change) => Encoding.UTF8.GetBytes($"\"change\":\"{change}\"");
}
