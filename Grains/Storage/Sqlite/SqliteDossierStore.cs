namespace Grains.Storage.Sqlite;

internal sealed class SqliteDossierStore(GroupCommit<SqliteWrite> commits, ReaderPool readers) : IDossierStore
{
    private const string Select = "SELECT version, payload FROM dossier WHERE dossier = ?1";

    public async Task<StoredDossier?> ReadAsync(string dossier, CancellationToken cancellationToken) =>
        await readers.ReadAsync(
            connection =>
            {
                var row = connection.Prepare(Select).Bind(dossier);
                return row.Step() ? new StoredDossier(row.Integer(0), row.Bytes(1).ToArray()) : null;
            },
            cancellationToken);

    public Task WriteAsync(DossierWrite write, CancellationToken cancellationToken) =>
        commits.AddAsync(new DossierRows(write), cancellationToken);
}
