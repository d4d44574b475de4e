namespace Monitor.Demo;

/// <summary>A stream of chances that is the same for the same seed on every machine and every version of the runtime (SplitMix64).</summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    public static Chance Of(ulong seed, long stream) => new(new Chance(unchecked(seed ^ ((ulong)stream * 0x9E3779B97F4A7C15))).Bits());

    /// <summary>From 0, and less than 1.</summary>
    public double Next() => (Bits() >> 11) * (1.0 / (1UL << 53));

    public bool Is(double probability) => Next() < probability;

    public double Between(double low, double high) => low + ((high - low) * Next());

    /// <summary>Between the bounds, each doubling as likely as the next.</summary>
    public TimeSpan Spread(TimeSpan low, TimeSpan high) => low * Math.Pow(high / low, Next());

    /// <summary>A waiting time with this mean.</summary>
    public TimeSpan Waiting(TimeSpan mean) => mean * -Math.Log(1 - Next());

    public T Of<T>(IReadOnlyList<T> items) => items[(int)(Next() * items.Count)];

    /// <summary>The index of one of the weights, each as likely as it is heavy.</summary>
    public int Weighted(IReadOnlyList<double> weights)
    {
        var left = Next() * weights.Sum();
        for (var i = 0; i < weights.Count - 1; i++)
        {
            left -= weights[i];
            if (left < 0)
                return i;
        }
        return weights.Count - 1;
    }

    /// <summary>A whole number with this mean: the one below or the one above.</summary>
    public int Around(double mean) => (int)mean + (Is(mean - (int)mean) ? 1 : 0);

    private ulong Bits()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
