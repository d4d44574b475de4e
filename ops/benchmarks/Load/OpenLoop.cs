namespace Monitor.Bench.Load;

/// <summary>
/// Calls at a fixed rate, whether or not earlier ones were answered. Each is told when it was meant to go, and its latency counts from then:
/// a service that stalls is charged with everybody who would have called meanwhile.
/// </summary>
/// <param name="Began">Timestamp of the first call.</param>
/// <param name="Rate">Calls a second.</param>
internal sealed record OpenLoop(long Began, double Rate)
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    /// <summary>The timestamp at which a call is meant to go.</summary>
    public long Intended(int call) => Began + (long)(call / Rate * Clock.TimestampFrequency);

    /// <summary>Makes calls until told to stop or the number is reached; on return all are answered.</summary>
    public async Task RunAsync(int calls, Func<int, Task> call, CancellationToken stop)
    {
        var underWay = new List<Task>(calls);
        for (var i = 0; i < calls && !stop.IsCancellationRequested; i++)
        {
            var wait = Clock.GetElapsedTime(Clock.GetTimestamp(), Intended(i));
            if (wait > TimeSpan.Zero)
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Clock, CancellationToken.None);
            underWay.Add(call(i));
        }
        await Task.WhenAll(underWay);
    }
}
