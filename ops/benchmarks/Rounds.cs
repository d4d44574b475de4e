namespace Monitor.Bench;

/// <summary>A plain loop that is honest: warmed up, several rounds of each, taken in turn so that a busy machine slows both, median told.</summary>
internal static class Rounds
{
    private const int Count = 7;

    private static readonly TimeSpan Warm = TimeSpan.FromMilliseconds(300);

    /// <summary>Nanoseconds for one operation of each.</summary>
    /// <param name="operations">How many one call makes.</param>
    public static (double Ours, double Reference) Nanoseconds(int operations, Action ours, Action reference)
    {
        WarmUp(ours);
        WarmUp(reference);
        var (first, second) = (new double[Count], new double[Count]);
        for (var round = 0; round < Count; round++)
            (first[round], second[round]) = (Time(ours), Time(reference));
        return (Median(first) / operations, Median(second) / operations);
    }

    private static void WarmUp(Action call)
    {
        for (var begin = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(begin) < Warm;)
            call();
    }

    private static double Time(Action call)
    {
        GC.Collect();
        var begin = TimeProvider.System.GetTimestamp();
        call();
        return TimeProvider.System.GetElapsedTime(begin).TotalNanoseconds;
    }

    private static double Median(double[] rounds)
    {
        Array.Sort(rounds);
        return rounds[rounds.Length / 2];
    }
}
