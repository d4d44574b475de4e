using Grains.Interfaces.Agencies;

namespace Grains.Agencies;

/// <summary>
/// The processes that show an agency's board, each told by itself. One that cannot be told is tried again with each beat until its
/// subscription, which it no longer renews if it is gone, runs out.
/// </summary>
/// <param name="renewal">How long a subscription lasts.</param>
/// <param name="failed">Hears of a process that can no longer be told.</param>
internal sealed class Watchers(TimeSpan renewal, Action<Exception> failed)
{
    private readonly Dictionary<IBoardObserver, (Listener<BoardFrame> Listener, DateTimeOffset Until)> _watchers = [];

    /// <summary>Subscribes or renews.</summary>
    public void Add(IBoardObserver watcher, DateTimeOffset now)
    {
        var listener = _watchers.TryGetValue(watcher, out var known) ? known.Listener : Listen(watcher);
        _watchers[watcher] = (listener, now + renewal);
    }

    public void Remove(IBoardObserver watcher) => _watchers.Remove(watcher);

    /// <summary>Whether anybody is left whose subscription has not run out.</summary>
    public bool AreAny(DateTimeOffset now)
    {
        foreach (var (watcher, (_, until)) in _watchers)
        {
            if (until < now)
                _watchers.Remove(watcher);
        }

        return _watchers.Count > 0;
    }

    /// <param name="board">The board; one without news is told as a sign of life only.</param>
    /// <param name="isBeat">Those who could not be told are tried again.</param>
    public void Tell(BoardFrame board, bool isBeat)
    {
        foreach (var (listener, _) in _watchers.Values)
        {
            if (isBeat || !listener.IsIdle || listener.Failure is null)
                _ = listener.TellAsync(board); // never fails
        }
    }

    /// <summary>The agency leaves its silo: whoever shows its board hears a beat of no epoch, and asks again wherever it wakes.</summary>
    public void Leave()
    {
        foreach (var watcher in _watchers.Keys)
            _ = LeaveAsync(watcher); // never fails
    }

    private async Task LeaveAsync(IBoardObserver watcher)
    {
        try
        {
            await watcher.OnBeatAsync(string.Empty, 0, default);
        }
        catch (Exception failure)
        {
            failed(failure); // it asks by itself when it has heard nothing for a while
        }
    }

    private Listener<BoardFrame> Listen(IBoardObserver watcher)
    {
        Listener<BoardFrame> listener = null!; // Set before anything is told.
        return listener = new(TellAsync, Join, failed);

        // Who has missed something gets the whole board.
        Task TellAsync(BoardFrame board) => board.NewsSince is null && listener.Failure is null
            ? watcher.OnBeatAsync(board.Epoch, board.Sequence, board.AsOf)
            : watcher.OnFrameAsync(board);
    }

    private static BoardFrame Join(BoardFrame older, BoardFrame newer) => newer with { NewsSince = News.Earlier(older.NewsSince, newer.NewsSince) };
}
