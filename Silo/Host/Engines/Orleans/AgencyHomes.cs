using Grains.Catalogue;
using Grains.Interfaces.Agencies;
using Grains.Storage;
using Orleans.Core.Internal;
using Orleans.Runtime;
using Silo.Host.Hosting;

namespace Silo.Host.Engines;

/// <summary>The agencies whose home is this silo: it has them awake, wherever they are, and brings those that are elsewhere home.</summary>
internal sealed partial class AgencyHomes(
    StartupWake wake, ReferenceHolder reference, ISiloStatusOracle silos, IGrainFactory grains, IStorePulse pulse, ILogger<AgencyHomes> log)
{
    // An agency that moves reads its index anew: a few at once, so that boards stand still one after the other, for the time of one reading.
    private const int AtOnce = 4;

    /// <summary>No deadline waits for somebody to look: neither at a board, nor until whatever woke an agency before is back.</summary>
    public async Task WakeAsync(CancellationToken cancellationToken)
    {
        await wake.RunAsync(IsMine, cancellationToken);
        await Task.WhenAll(Mine.Select(agency => grains.GetGrain<IWakeUpGrain>(agency).SetAsync()));
    }

    /// <summary>Who is awake on another silo moves here, since that one was there first or stood in for this one. Asked again it changes nothing.</summary>
    public async Task BringHomeAsync(CancellationToken cancellationToken)
    {
        var moved = 0;
        await Parallel.ForEachAsync(
            Mine,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (agency, token) =>
            {
                // What moves while the storage is away could not be read where it arrives.
                if (pulse.IsSteady && await BringHomeAsync(agency, token))
                    Interlocked.Increment(ref moved);
            });
        if (moved > 0)
            LogCameHome(moved);
    }

    private IEnumerable<string> Mine => reference.Current.Agencies.Ids
        .Select(id => AgencyCode.TryParse(id, out var code) ? code.GrainKey : null)
        .OfType<string>()
        .Where(IsMine);

    private bool IsMine(string agency) => AgencyPlacement.HomeOf(agency, silos.GetActiveSilos()).Equals(silos.SiloAddress);

    private async Task<bool> BringHomeAsync(string key, CancellationToken cancellationToken)
    {
        var agency = grains.GetGrain<IAgencyGrain>(key);
        var place = await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(agency);
        if (place is null || place.Equals(silos.SiloAddress))
            return false;
        await agency.AsReference<IGrainManagementExtension>().MigrateOnIdle();
        await agency.WakeAsync(cancellationToken); // answered from here, when it has read its index
        return true;
    }

    [LoggerMessage(1103, LogLevel.Information, "{Agencies} agencies came home to this silo")]
    private partial void LogCameHome(int agencies);
}
