namespace Monitor.Bench.Load;

/// <summary>Counts of how long things took, to a tenth of a millisecond; a minute and more are one.</summary>
internal sealed class Latencies
{
    private const double Resolution = 0.1;

    private readonly int[] _counts = new int[600_001];

    public int Count { get; private set; }

    public void Add(TimeSpan took)
    {
        lock (_counts)
        {
            _counts[(int)Math.Clamp(took.TotalMilliseconds / Resolution, 0, _counts.Length - 1)]++;
            Count++;
        }
    }

    /// <summary>Milliseconds within which this share of them was done.</summary>
    /// <param name="share">0 to 1.</param>
    public double Percentile(double share)
    {
        lock (_counts)
        {
            var (left, place) = ((long)Math.Ceiling(Count * share), 0);
            while (place < _counts.Length && (left -= _counts[place]) > 0)
                place++;
            return place * Resolution;
        }
    }
}
