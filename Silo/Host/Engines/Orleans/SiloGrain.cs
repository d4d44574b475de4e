using System.Collections.Immutable;
using Grains.Interfaces.Operations;
using LiveBoard.Engines;
using Orleans.Placement;
using Orleans.Runtime;

namespace Silo.Host.Engines;

[RandomPlacement] // follows the hint that the caller gives
internal sealed class SiloGrain(ISelfReport self, ILocalSiloDetails silo, TimeProvider clock) : Grain, ISiloGrain
{
    public async Task<SiloFigures> TellAsync()
    {
        // A stateless worker, so it is on this silo as well.
        var counts = await GrainFactory.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics([silo.SiloAddress]);
        return new SiloFigures(
            silo.SiloAddress.ToParsableString(), self.Tell(),
            counts.GroupBy(count => count.GrainType).ToImmutableDictionary(same => same.Key, same => same.Sum(count => count.ActivationCount)),
            clock.GetUtcNow());
    }
}
