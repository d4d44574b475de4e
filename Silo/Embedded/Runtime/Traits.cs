using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>What all activations of one class share.</summary>
internal sealed class Traits
{
    public required GrainType GrainType { get; init; }

    public required IServiceProvider Services { get; init; }

    public required Watch Watch { get; init; }

    public required ILogger Log { get; init; }

    public required int MaxCalls { get; init; }

    /// <summary>How long a caller waits, in ticks of the watch.</summary>
    public required long ResponseTicks { get; init; }

    public required TimeSpan ActivationTimeout { get; init; }

    public required TimeProvider EngineClock { get; init; }

    public bool Reentrant { get; init; }

    /// <summary>In ticks of the watch; <see cref="long.MaxValue"/> for never.</summary>
    public long CollectionAge { get; init; } = long.MaxValue;
}
