namespace Grains.Storage.Sql;

internal sealed class Archive(CommitLanes commits, ReaderPool readers) : IArchive
{
    /// <summary>Few enough that the writes which share the commit hardly notice.</summary>
    public const int PageSize = 200;

    private const string Page = """
        SELECT dossier, version, payload FROM dossier
        WHERE dossier > ?1 AND received IS NOT NULL AND ended IS NOT NULL AND counted_until < ?2 AND changed < ?2 AND open_alerts = 0 AND flags IS NULL
        ORDER BY dossier LIMIT ?3
        """;

    public async Task<(int Archived, string? Last)> ArchiveAsync(DateTimeOffset before, string after, CancellationToken cancellationToken)
    {
        var page = await readers.ScanAsync(session => Read(session.Prepare(Page).Bind(after).Bind(before).Bind(PageSize)), cancellationToken);
        var archived = 0;
        foreach (var lane in page.GroupBy(dossier => commits.LaneOf(dossier.Affinity)))
        {
            var rows = new ArchivedRows([.. lane]);
            await commits.AddAsync(rows, cancellationToken);
            archived += rows.Archived;
        }

        return (archived, page.Count == PageSize ? page[^1].Dossier : null);
    }

    private static List<Archived> Read(Statement row)
    {
        var page = new List<Archived>(PageSize);
        while (row.Step())
        {
            var payload = row.Bytes(2).ToArray();
            page.Add(new Archived(row.Text(0), row.Integer(1), DossierStateJson.Read(payload).Events.Length, Payloads.Compress(payload)));
        }

        return page;
    }
}

/// <param name="Events">How many it has.</param>
/// <param name="Payload">Compressed.</param>
internal sealed record Archived(string Dossier, long Version, int Events, byte[] Payload)
{
    /// <summary>Of the dossier's own writes.</summary>
    public int Affinity => DossierRows.AffinityOf(Dossier);
}
