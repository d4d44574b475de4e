using Grains.Interfaces.Operations;

namespace LiveBoard.Timings;

/// <summary>
/// Counts of durations in steps of a tenth of their size, from 0.1 ms to a day, so that a percentile is right to within five per cent.
/// Not safe for several threads.
/// </summary>
internal sealed class LogHistogram
{
    private const double Smallest = 0.0001;
    private const double Largest = 86_400;
    private const double Step = 1.1;

    private static readonly double LogStep = Math.Log(Step);
    private static readonly int Steps = Place(Largest) + 1;

    private readonly long[] _counts = new long[Steps];

    public long Count { get; private set; }

    /// <summary>Seconds, exactly; 0 when there is none.</summary>
    public double Max { get; private set; }

    public void Add(double seconds)
    {
        _counts[Place(Math.Clamp(seconds, 0, Largest))]++;
        Count++;
        Max = Math.Max(Max, seconds);
    }

    public void Add(LogHistogram other)
    {
        for (var i = 0; i < _counts.Length; i++)
            _counts[i] += other._counts[i];
        Count += other.Count;
        Max = Math.Max(Max, other.Max);
    }

    public void Clear()
    {
        Array.Clear(_counts);
        (Count, Max) = (0, 0);
    }

    public Percentiles Tell() => Count == 0 ? Percentiles.None : new(Count, Rounded(Percentile(0.5)), Rounded(Percentile(0.99)), Rounded(Max));

    /// <summary>Seconds within which this share of them was done; 0 when there is none.</summary>
    /// <param name="share">More than 0, at most 1.</param>
    public double Percentile(double share)
    {
        var (left, place) = ((long)Math.Ceiling(Count * share), 0);
        while (place < _counts.Length - 1 && (left -= _counts[place]) > 0)
            place++;
        return Math.Min(Middle(place), Max);
    }

    // Place 0 holds whatever is smaller than the smallest; place n holds [Smallest * Step^(n-1), Smallest * Step^n).
    private static int Place(double seconds) => seconds < Smallest ? 0 : 1 + (int)(Math.Log(seconds / Smallest) / LogStep);

    private static double Rounded(double seconds) => Math.Round(seconds, 4);

    private static double Middle(int place) => place == 0 ? Smallest : Smallest * Math.Pow(Step, place - 0.5);
}
