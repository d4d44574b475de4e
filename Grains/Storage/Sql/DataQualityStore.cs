using System.Collections.Immutable;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Ingest;
using Grains.Interfaces.Reports;

namespace Grains.Storage.Sql;

internal sealed class DataQualityStore(
    CommitLanes commits, ReaderPool readers, int maxKept = IDataQualityStore.MaxKept) : IDataQualityStore
{
    private static readonly string[] FromNewest = ["9223372036854775807", "9223372036854775807", ""];

    private const string Refused = """
        SELECT id, source, event_id, dossier, code, times, type, field, message, at FROM refused_event WHERE id < ?1 ORDER BY id DESC LIMIT ?2
        """;

    private const string Flagged = """
        SELECT changed, dossier, agency, flags FROM dossier
        WHERE flags IS NOT NULL AND (changed, dossier) < (?1, ?2) ORDER BY changed DESC, dossier DESC LIMIT ?3
        """;

    private const string FlagCounts = "SELECT flags, count(*) FROM dossier WHERE flags IS NOT NULL GROUP BY flags";

    public Task KeepAsync(IReadOnlyList<RefusedEvent> refused, CancellationToken cancellationToken) =>
        refused.Count == 0 ? Task.CompletedTask : commits.AddAsync(new RefusedRows(refused, maxKept), cancellationToken);

    /// <summary>Refused events in the order they were refused, newest first; flagged dossiers by their last change, newest first.</summary>
    public Task<DataQualityPage> ReadAsync(int limit, string? cursor, CancellationToken cancellationToken)
    {
        PageCursor.CheckLimit(limit);
        var keys = PageCursor.Read(cursor, 3) ?? FromNewest;
        return readers.ScanAsync(session => Read(session, limit, keys), cancellationToken);
    }

    private static DataQualityPage Read(Session session, int limit, string[] keys)
    {
        var (refusedBefore, changedBefore, dossierBefore) = (PageCursor.Number(keys[0]), PageCursor.Number(keys[1]), keys[2]);
        var refused = new List<RefusedEvent>();
        for (var row = session.Prepare(Refused).Bind(refusedBefore).Bind(limit); row.Step();)
        {
            refusedBefore = row.Integer(0);
            refused.Add(ReadRefused(row));
        }

        var flagged = new List<FlaggedDossier>();
        for (var row = session.Prepare(Flagged).Bind(changedBefore).Bind(dossierBefore).Bind(limit); row.Step();)
        {
            (changedBefore, dossierBefore) = (row.Integer(0), row.Text(1));
            flagged.Add(new FlaggedDossier(dossierBefore, row.OptionalText(2), LineColumns.Flags(row.Text(3)), row.Instant(0)));
        }

        var more = refused.Count == limit || flagged.Count == limit;
        return new DataQualityPage(
            [.. refused], [.. flagged], CountCodes(session), CountFlags(session),
            more ? PageCursor.Write(refusedBefore, changedBefore, dossierBefore) : null);
    }

    private static RefusedEvent ReadRefused(Statement row) => new(
        NullIfEmpty(row.Text(1)), NullIfEmpty(row.Text(2)), NullIfEmpty(row.Text(3)), row.OptionalText(6),
        new Refusal(row.Text(4), row.OptionalText(7), row.Text(8)), row.Instant(9), row.Count(5));

    private static ImmutableDictionary<string, int> CountCodes(Session session)
    {
        var counts = ImmutableDictionary.CreateBuilder<string, int>();
        for (var row = session.Prepare("SELECT code, events FROM refused_code"); row.Step();)
            counts[row.Text(0)] = row.Count(1);
        return counts.ToImmutable();
    }

    private static ImmutableDictionary<string, int> CountFlags(Session session)
    {
        var counts = ImmutableDictionary.CreateBuilder<string, int>();
        for (var row = session.Prepare(FlagCounts); row.Step();)
        {
            foreach (var flag in LineColumns.Flags(row.Text(0)))
                counts[flag] = counts.GetValueOrDefault(flag) + row.Count(1);
        }

        return counts.ToImmutable();
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
