using System.Reflection;

namespace Orleans.Hosting;

public sealed class EmbeddedSiloOptions
{
    /// <summary>Where grain classes are looked for. At least one.</summary>
    public ICollection<Assembly> GrainAssemblies { get; } = [];

    /// <summary>How long a caller waits for an answer, unless the method says otherwise; more than zero. Default 30 s.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an activation may be idle, unless its class says otherwise; more than zero. Default 2 min.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How many activations may live before those that were idle for the longest are collected sooner; at least 1. Default 50,000. An
    /// import would otherwise keep in memory whatever it touched within the age.
    /// </summary>
    public int MaxIdleActivations { get; set; } = 50_000;

    /// <summary>
    /// The longest time between two looks for idle activations; more than zero. Default 1 s: under a rush, what has come since the last
    /// look lives beyond <see cref="MaxIdleActivations"/>, and what one look ends keeps the processors from everything else.
    /// </summary>
    public TimeSpan CollectionPeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Bound of reading the state and <c>OnActivateAsync</c>, then of <c>OnDeactivateAsync</c>; their token ends. Default 30 s.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a stop waits for activations to end, within the time the host gives. Default 20 s.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Calls, running and waiting, one activation takes before it refuses more; at least 1. Default 10,000.</summary>
    public int MaxCallsPerActivation { get; set; } = 10_000;

    /// <summary>
    /// The clock of time-outs and of the idle collection. Apart from the <see cref="TimeProvider"/> service, which grains and their timers
    /// see, so that a clock that is turned, or replayed, never times a call out. Default: the machine's.
    /// </summary>
    public TimeProvider EngineClock { get; set; } = TimeProvider.System;

    internal void Validate()
    {
        Require(GrainAssemblies.Count > 0, nameof(GrainAssemblies), "name at least one assembly with grain classes");
        Require(ResponseTimeout > TimeSpan.Zero, nameof(ResponseTimeout), "give a time longer than zero");
        Require(CollectionAge > TimeSpan.Zero, nameof(CollectionAge), "give a time longer than zero");
        Require(MaxIdleActivations >= 1, nameof(MaxIdleActivations), "give 1 or more");
        Require(CollectionPeriod > TimeSpan.Zero, nameof(CollectionPeriod), "give a time longer than zero");
        Require(ActivationTimeout > TimeSpan.Zero, nameof(ActivationTimeout), "give a time longer than zero");
        Require(ShutdownTimeout > TimeSpan.Zero, nameof(ShutdownTimeout), "give a time longer than zero");
        Require(MaxCallsPerActivation >= 1, nameof(MaxCallsPerActivation), "give 1 or more");
    }

    private static void Require(bool holds, string option, string remedy)
    {
        if (!holds)
            throw new InvalidOperationException($"{nameof(EmbeddedSiloOptions)}.{option}: {remedy}.");
    }
}
