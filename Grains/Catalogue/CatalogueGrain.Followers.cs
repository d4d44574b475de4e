using Grains.Interfaces.Catalogue;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace Grains.Catalogue;

/// <summary>The silos that follow: whatever is put into force here is in force there before anybody is answered.</summary>
internal sealed partial class CatalogueGrain
{
    // In real time. A silo that does not answer is dying or hung: it reads everything anew before it is heard again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ObserverManager<IReferenceObserver> _silos = new(TimeSpan.FromMinutes(1), logger);

    // The catalogue may have moved here from a silo that died just after it had stored something.
    public override Task OnActivateAsync(CancellationToken cancellationToken) => loader.RefreshAsync(cancellationToken);

    public Task<long> FollowAsync(IReferenceObserver silo, CancellationToken cancellationToken)
    {
        _silos.Subscribe(silo, silo);
        return Task.FromResult(reference.Current.Version);
    }

    private Task TellSilosAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_silos.ToList().Select(silo => TellAsync(silo, cancellationToken)));

    private async Task TellAsync(IReferenceObserver silo, CancellationToken cancellationToken)
    {
        try
        {
            await silo.OnReferenceAsync().WaitAsync(Patience * clockInfo.Speed, clock, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            _silos.Unsubscribe(silo);
            LogNotTold(failure);
        }
    }

    [LoggerMessage(3101, LogLevel.Warning, "A silo could not be told of new reference data; it reads them when it follows again")]
    private partial void LogNotTold(Exception failure);
}
