using System.Collections.Immutable;
using Grains.Interfaces.Operations;
using Orleans;

namespace LiveBoard.Engines;

/// <summary>Tells how the silo on which it lives does. Called with that silo as the hint of placement; key: its address, and a number.</summary>
[Alias("silo")]
public interface ISiloGrain : IGrainWithStringKey
{
    [Alias("tell")]
    Task<SiloFigures> TellAsync();
}

/// <param name="Silo">Where it was told; another than was asked for when that one is gone.</param>
/// <param name="Activations">Living grains by class.</param>
/// <param name="Now">By the clock that deadlines turn by there; null from a version before this one.</param>
[GenerateSerializer, Immutable, Alias("silo-figures")]
public sealed record SiloFigures(
    [property: Id(0)] string Silo, [property: Id(1)] MemberFigures Figures, [property: Id(2)] ImmutableDictionary<string, int> Activations,
    [property: Id(3)] DateTimeOffset? Now);
