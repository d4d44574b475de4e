namespace Grains.Storage.Sql;

/// <summary>Each read by itself on the caller's thread: right where a read takes microseconds.</summary>
internal sealed class PooledDossierReads(ReaderPool readers) : IDossierReads
{
    private const string Select = """
        SELECT version, payload FROM dossier WHERE dossier = ?1 UNION ALL SELECT version, payload FROM archived_dossier WHERE dossier = ?1
        """;

    public async Task<StoredDossier?> ReadAsync(string dossier, CancellationToken cancellationToken) =>
        await readers.ReadAsync(
            session =>
            {
                var row = session.Prepare(Select).Bind(dossier);
                return row.Step() ? new StoredDossier(row.Integer(0), row.Bytes(1).ToArray()) : null;
            },
            cancellationToken);

    public void Dispose() => readers.Dispose();
}
