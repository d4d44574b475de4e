using System.Text.Json;
using Grains.Interfaces.Operations;

namespace Grains.Storage.Sql;

internal sealed class WorkloadQueries(SqlDatabase database, ReaderPool readers) : IWorkloadQueries
{
    /// <summary>The column <c>counted_until</c> of an open dossier.</summary>
    private const long WhileOpen = long.MaxValue;

    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(1);

    // A rung is climbed within seconds, also at closing time: after a minute it was forgotten.
    private static readonly TimeSpan RungGrace = TimeSpan.FromMinutes(1);

    private readonly string _changed = $"SELECT agency, count(*) FROM dossier {database.ByChange} WHERE changed >= ?1 AND agency IS NOT NULL GROUP BY agency";

    private readonly string _open = $"""
        SELECT a.value,
          (SELECT count(*) FROM dossier d WHERE d.agency = a.value AND d.counted_until = ?2),
          (SELECT count(*) FROM dossier d WHERE d.agency = a.value AND d.counted_until = ?2 AND d.due_order < ?3 AND d.next_mark < ?3)
        FROM (SELECT value FROM {database.Each("?1")}) a
        """;

    public Task<Workload> ReadAsync(IEnumerable<string> agencies, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var codes = JsonSerializer.Serialize(agencies.ToArray(), StorageJson.Compact.StringArray);
        return readers.ScanAsync(
            session =>
            {
                var changed = Changed(session.Prepare(_changed).Bind(now - Lately));
                var open = Open(session.Prepare(_open).Bind(codes).Bind(WhileOpen).Bind(now - RungGrace));
                var busiest = open.Select(agency => new BusyAgency(agency.Code, agency.Open, changed.GetValueOrDefault(agency.Code)))
                    .Where(agency => agency.Open + agency.ChangedLastMinute > 0)
                    .OrderByDescending(agency => agency.ChangedLastMinute).ThenByDescending(agency => agency.Open).ThenBy(agency => agency.Agency, StringComparer.Ordinal);
                var size = session.Prepare(database.Size);
                size.Step();
                return new Workload([.. busiest.Take(Workload.MaxBusiest)], open.Sum(agency => agency.LateRungs), size.Integer(0), database.FreeBytes);
            },
            cancellationToken);
    }

    private static Dictionary<string, long> Changed(Statement rows)
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        while (rows.Step())
            found[rows.Text(0)] = rows.Integer(1);
        return found;
    }

    private static List<(string Code, long Open, long LateRungs)> Open(Statement rows)
    {
        var found = new List<(string, long, long)>();
        while (rows.Step())
            found.Add((rows.Text(0), rows.Integer(1), rows.Integer(2)));
        return found;
    }
}
