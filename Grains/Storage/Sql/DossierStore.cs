namespace Grains.Storage.Sql;

internal sealed class DossierStore(CommitLanes commits, IDossierReads reads) : IDossierStore
{
    public Task<StoredDossier?> ReadAsync(string dossier, CancellationToken cancellationToken) => reads.ReadAsync(dossier, cancellationToken);

    public Task WriteAsync(DossierWrite write, CancellationToken cancellationToken) =>
        commits.AddAsync(new DossierRows(write), cancellationToken);
}
