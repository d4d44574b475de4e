using System.Collections.Concurrent;

namespace Monitor.Crash.Chaos;

/// <summary>A display for each judged office at each board, throughout a run, and what they had in hand.</summary>
internal sealed class Watching : IAsyncDisposable
{
    /// <summary>Beats come every five seconds: what is older than this has missed one.</summary>
    private static readonly TimeSpan Old = TimeSpan.FromSeconds(7);

    private readonly ConcurrentQueue<Seen> _coming = new();
    private readonly CancellationTokenSource _over = new();
    private readonly List<Display> _displays;
    private readonly Task _watching;
    private readonly Dictionary<string, Seen> _newest = [];

    public Watching(Cluster cluster, IEnumerable<string> offices)
    {
        _displays = [.. cluster.Of(MemberKind.Board).SelectMany(board =>
            offices.Select(office => new Display(board.Name, office, cluster.AddressOf(board), cluster.Speed, _coming)))];
        _watching = Task.WhenAll(_displays.Select(display => display.WatchAsync(_over.Token)));
    }

    /// <summary>By display: what came since the last call, behind the newest that came before.</summary>
    public Dictionary<string, List<Seen>> Take()
    {
        var taken = _displays.ToDictionary(display => display.Name, display => _newest.TryGetValue(display.Name, out var before) ? new List<Seen> { before } : []);
        while (_coming.TryDequeue(out var seen))
        {
            _newest[seen.Display] = seen;
            taken[seen.Display].Add(seen);
        }

        return taken;
    }

    /// <summary>How old the oldest was that a display had on it between two timestamps, and when it was fresh again after the last time that it was old.</summary>
    public static (TimeSpan Oldest, long? FreshAgain) AgesOf(IReadOnlyList<Seen> seen, long from, long to)
    {
        var (oldest, again, isOld) = (TimeSpan.Zero, (long?)null, false);
        for (var i = 0; i < seen.Count; i++)
        {
            var next = i + 1 < seen.Count ? seen[i + 1].Arrived : to;
            if (next < from)
                continue;
            if (isOld && seen[i].Age < Old)
                (again, isOld) = (seen[i].Arrived, false);
            var age = TimeProvider.System.GetElapsedTime(seen[i].ClaimedFor, next);
            isOld |= age > Old;
            oldest = age > oldest ? age : oldest;
        }

        return (oldest, isOld ? to : again);
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _watching;
        _over.Dispose();
    }
}
