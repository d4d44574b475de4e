using Grains.Interfaces.Agencies;
using Grains.Interfaces.Dossiers;
using Orleans;

namespace Grains.Tests.Live.Engines;

/// <summary>The engine's grains, but for reports that get lost between them.</summary>
internal sealed class LossyGrains(IGrainFactory grains, Losses losses) : IGrainFactory
{
    public T GetGrain<T>(string primaryKey, string? grainClassNamePrefix = null)
        where T : IGrainWithStringKey
    {
        var grain = grains.GetGrain<T>(primaryKey, grainClassNamePrefix);
        return grain is IAgencyGrain agency ? (T)(object)new Agency(agency, primaryKey, losses) : grain;
    }

    public T CreateObjectReference<T>(IGrainObserver obj)
        where T : IGrainObserver => grains.CreateObjectReference<T>(obj);

    public void DeleteObjectReference<T>(IGrainObserver obj)
        where T : IGrainObserver => grains.DeleteObjectReference<T>(obj);

    private sealed class Agency(IAgencyGrain agency, string key, Losses losses) : IAgencyGrain
    {
        public Task ReportAsync(DossierLine line) => losses.Loses() ? Task.CompletedTask : agency.ReportAsync(line);

        public Task ReportBranchAsync(BranchReport report) =>
            losses.Hung == key ? Losses.Never : losses.Loses() ? Task.CompletedTask : agency.ReportBranchAsync(report);

        public Task<BoardFrame?> GetBoardAsync(CancellationToken cancellationToken) => agency.GetBoardAsync(cancellationToken);

        public Task FlushAsync(CancellationToken cancellationToken) => losses.Hung == key ? Losses.Never : agency.FlushAsync(cancellationToken);

        public Task<BoardFrame?> WatchAsync(IBoardObserver observer, CancellationToken cancellationToken) => agency.WatchAsync(observer, cancellationToken);

        public Task UnwatchAsync(IBoardObserver observer) => agency.UnwatchAsync(observer);

        public Task WakeAsync(CancellationToken cancellationToken) => agency.WakeAsync(cancellationToken);

        public Task StandByAsync() => losses.Asleep == key ? losses.Woken.Task : agency.StandByAsync();
    }
}
