using Grains.Interfaces.Operations;
using LiveBoard.Engines;
using Orleans.Placement;
using Orleans.Runtime;

namespace Silo.Host.Engines;

[RandomPlacement] // follows the hint that the caller gives
internal sealed class SiloGrain(ISelfReport self, ILocalSiloDetails silo) : Grain, ISiloGrain
{
    public Task<SiloFigures> TellAsync() => Task.FromResult(new SiloFigures(silo.SiloAddress.ToParsableString(), self.Tell()));
}
