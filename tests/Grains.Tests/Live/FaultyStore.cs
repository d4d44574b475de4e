using Grains.Interfaces.Operations;
using Grains.Storage;

namespace Grains.Tests.Live;

/// <summary>The real store, until it is told to fail.</summary>
internal sealed class FaultyStore(IDossierStore store) : IDossierStore
{
    public bool IsDown { get; set; }

    /// <summary>Writes are kept, but nobody hears of it: the connection broke after the commit.</summary>
    public bool LosesAnswers { get; set; }

    public Task<StoredDossier?> ReadAsync(string dossier, CancellationToken cancellationToken) =>
        IsDown ? throw new StoreUnavailableException("down") : store.ReadAsync(dossier, cancellationToken);

    public async Task WriteAsync(DossierWrite write, CancellationToken cancellationToken)
    {
        if (IsDown)
            throw new StoreUnavailableException("down");
        await store.WriteAsync(write, cancellationToken);
        if (LosesAnswers)
            throw new StoreUnavailableException("the answer was lost");
    }
}
