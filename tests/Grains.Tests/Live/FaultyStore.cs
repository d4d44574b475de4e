using Grains.Storage;

namespace Grains.Tests.Live;

/// <summary>The real store, until it is told to fail.</summary>
internal sealed class FaultyStore(IDossierStore store) : IDossierStore
{
    public bool IsDown { get; set; }

    public Task<StoredDossier?> ReadAsync(string dossier, CancellationToken cancellationToken) =>
        IsDown ? throw new StoreUnavailableException("down") : store.ReadAsync(dossier, cancellationToken);

    public Task WriteAsync(DossierWrite write, CancellationToken cancellationToken) =>
        IsDown ? throw new StoreUnavailableException("down") : store.WriteAsync(write, cancellationToken);
}
