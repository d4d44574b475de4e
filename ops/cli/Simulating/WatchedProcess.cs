using System.Diagnostics;

namespace Monitor.Cli.Simulating;

/// <summary>Ends work when another process has ended.</summary>
internal static class WatchedProcess
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(1);

    /// <summary>Cancels <paramref name="work"/> within about a second of the end of process <paramref name="id"/>.</summary>
    public static async Task CancelWithAsync(int id, CancellationTokenSource work, TimeProvider time)
    {
        using var timer = new PeriodicTimer(_every, time);
        while (IsAlive(id) && !work.IsCancellationRequested)
            await timer.WaitForNextTickAsync(CancellationToken.None);
        await work.CancelAsync();
    }

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
