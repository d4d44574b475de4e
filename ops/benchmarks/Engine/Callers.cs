namespace Monitor.Bench.Engine;

/// <summary>Callers that each wait for an answer before they call again.</summary>
internal static class Callers
{
    public const int Count = 64;

    private const int Rounds = 5;

    /// <summary>Calls a second of each, in turns so that a busy machine slows both; the median.</summary>
    /// <param name="calls">Of one caller in one round.</param>
    public static async Task<(double Ours, double Reference)> RateAsync(int calls, Func<int, int, Task<long>> ours, Func<int, int, Task<long>> reference)
    {
        await OnceAsync(calls, ours);
        await OnceAsync(calls, reference);
        var (first, second) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
            (first[round], second[round]) = (await OnceAsync(calls, ours), await OnceAsync(calls, reference));
        return (Median(first), Median(second));
    }

    /// <param name="call">Takes the caller's number and that of its call.</param>
    private static async Task<double> OnceAsync(int calls, Func<int, int, Task<long>> call)
    {
        GC.Collect();
        var began = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Count).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < calls; i++)
                await call(caller, i);
        })));
        return Count * (double)calls / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }

    private static double Median(double[] rounds)
    {
        Array.Sort(rounds);
        return rounds[rounds.Length / 2];
    }
}
