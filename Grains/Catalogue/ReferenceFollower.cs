using Grains.Interfaces.Catalogue;
using Microsoft.Extensions.Logging;

namespace Grains.Catalogue;

/// <summary>
/// Keeps the reference data of this silo those of the cluster: told by the catalogue, and asking again every 15 seconds, because being
/// told may fail. A process that is a cluster by itself has no need of it.
/// </summary>
public sealed partial class ReferenceFollower(
    IGrainFactory grains, ReferenceLoader loader, ReferenceHolder holder, ILogger<ReferenceFollower> logger) : IReferenceObserver
{
    /// <summary>Between two askings, in real time.</summary>
    public static TimeSpan Every { get; } = TimeSpan.FromSeconds(15);

    public Task OnReferenceAsync() => loader.RefreshAsync(CancellationToken.None);

    /// <summary>Follows until cancelled; failures are logged and tried again.</summary>
    public async Task RunAsync(TimeProvider real, CancellationToken cancellationToken)
    {
        var self = grains.CreateObjectReference<IReferenceObserver>(this);
        using var timer = new PeriodicTimer(Every, real);
        do
        {
            await AskAsync(self, cancellationToken);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task AskAsync(IReferenceObserver self, CancellationToken cancellationToken)
    {
        try
        {
            if (await grains.GetGrain<ICatalogueGrain>(ICatalogueGrain.Key).FollowAsync(self, cancellationToken) != holder.Current.Version)
                await loader.RefreshAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotFollowed(failure);
        }
    }

    [LoggerMessage(3102, LogLevel.Warning, "The catalogue could not be followed; trying again")]
    private partial void LogNotFollowed(Exception failure);
}
