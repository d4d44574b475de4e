using System.Diagnostics.CodeAnalysis;
using Orleans.Metadata;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Silo.Host.Hosting;

namespace Silo.Host.Engines;

/// <summary>Agencies wake at home, other grains wherever there is room; docs/adr/0025 says why.</summary>
internal sealed class AgencyPlacement : IPlacementStrategyResolver, IPlacementDirector
{
    private static readonly GrainType Agency = GrainType.Create("agency");

    public bool TryResolvePlacementStrategy(GrainType grainType, GrainProperties? properties, [NotNullWhen(true)] out PlacementStrategy? result) =>
        (result = grainType == Agency ? AtHome.Always : null) is not null;

    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context) =>
        Task.FromResult(HomeOf(target.GrainIdentity.Key.ToString()!, context.GetCompatibleSilos(target)));

    /// <summary>A silo that was restarted is the same home as before; as long as the dead one is not known to be dead, the newer one is.</summary>
    public static SiloAddress HomeOf(string agency, IEnumerable<SiloAddress> silos) =>
        Home.Of(agency, silos.OrderByDescending(silo => silo.Generation), silo => silo.Endpoint.ToString());
}

/// <summary>Each where its key says, given the silos there are.</summary>
internal sealed class AtHome : PlacementStrategy
{
    public static AtHome Always { get; } = new();
}
