using Grains.Interfaces.Agencies;

namespace LiveBoard.Board;

/// <summary>How a feed holds on to its agency.</summary>
internal sealed partial class BoardFeed
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);

    // An answer that takes longer comes by way of a silo that hangs or is cut off; the next one may come by another.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private long _subscribedAt;

    /// <summary>
    /// Subscribes, and again every 15 seconds or when nothing is heard: a subscription dies with the agency's activation, and a pull mends
    /// what a push lost.
    /// </summary>
    private async Task PullAsync()
    {
        var failures = 0;
        try
        {
            await foreach (var _ in _pulls.Reader.ReadAllAsync(_stop.Token))
            {
                try
                {
                    if (await _agency.WatchAsync(_reference, _stop.Token).WaitAsync(Patience, _services.Real, _stop.Token) is not { } frame)
                    {
                        EndAsUnknown();
                        return;
                    }
                    failures = 0;
                    Volatile.Write(ref _subscribedAt, _services.Real.GetTimestamp());
                    await OnFrameAsync(frame);
                }
                catch (Exception fault) when (!_stop.IsCancellationRequested)
                {
                    LogWatchFailed(_services.Log, Agency.Value, ++failures, fault);
                    _renew.Change(Backoff(failures), Timeout.InfiniteTimeSpan);
                }
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // Disposed: whatever was under way no longer matters.
        }
    }

    /// <summary>The agency lives: it is asked again when its subscription is due, or when it falls silent.</summary>
    private void Heard()
    {
        var due = RenewEvery - _services.Real.GetElapsedTime(Volatile.Read(ref _subscribedAt));
        _renew.Change(due < FirstRetry ? FirstRetry : due < Silence ? due : Silence, Timeout.InfiniteTimeSpan);
    }

    private void EndAsUnknown()
    {
        lock (_gate)
        {
            IsUnknown = true;
            foreach (var display in _displays)
                display.Writer.TryComplete(new UnknownAgencyException(Agency));
        }
    }

    /// <summary>0.5 s, 1 s, 2 s, ... up to 5 s, less up to half at random so that feeds do not return in one instant.</summary>
    private static TimeSpan Backoff(int failures)
    {
        var longest = FirstRetry * Math.Pow(2, Math.Min(failures - 1, 10));
        return (longest < LongestRetry ? longest : LongestRetry) * (1 - Random.Shared.NextDouble() / 2);
    }

    [LoggerMessage(2001, LogLevel.Warning, "Board {Agency} cannot be watched (failure {Failures} in a row); trying again.")]
    private static partial void LogWatchFailed(ILogger log, string agency, int failures, Exception fault);

    [LoggerMessage(2002, LogLevel.Debug, "Board {Agency} could not be told that nobody watches it any more.")]
    private static partial void LogUnwatchFailed(ILogger log, string agency, Exception fault);
}
