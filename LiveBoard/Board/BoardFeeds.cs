using System.Runtime.CompilerServices;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Operations;
using LiveBoard.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans;

namespace LiveBoard.Board;

/// <summary>The boards that this process watches: one feed each while anybody looks, and a minute longer.</summary>
internal sealed class BoardFeeds : IAsyncDisposable
{
    public static TimeSpan Linger { get; } = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (BoardFeed Feed, ITimer Idle)> _feeds = [];
    private readonly LiveBoardOptions _options;
    private readonly FeedServices _services;
    private readonly FrameStamp _stamp;
    private int _displays;

    public BoardFeeds(
        IGrainFactory grains, TimeProvider clock, [FromKeyedServices(RealTime.Key)] TimeProvider real, ServiceInfo service, FrameStamp stamp,
        LiveBoardInstruments instruments, IOptions<LiveBoardOptions> options, ILogger<BoardFeed> log)
    {
        (_stamp, _options) = (stamp, options.Value);
        _services = new FeedServices(grains, clock, real, service, instruments, _options.FramesPerSecond, log);
    }

    public int Boards
    {
        get
        {
            lock (_gate)
                return _feeds.Count;
        }
    }

    public int Displays => Volatile.Read(ref _displays);

    /// <summary>Frames of one board for one display, until it leaves.</summary>
    /// <param name="epoch">With <paramref name="sequence"/>: the board that the display has already.</param>
    /// <exception cref="UnknownAgencyException">The catalogue does not know the agency.</exception>
    /// <exception cref="TooManyDisplaysException">A bound of this process is reached.</exception>
    public async IAsyncEnumerable<OutgoingFrame> WatchAsync(
        AgencyCode agency, string? epoch, long? sequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var feed = Enter(agency);
        var display = feed.Join();
        var cursor = new DisplayCursor(_stamp, epoch, sequence);
        _services.Instruments.OnDisplayCame();
        var isFirst = true; // Its news was told before this display came.
        try
        {
            await foreach (var publication in display.Reader.ReadAllAsync(cancellationToken))
            {
                var frame = cursor.Next(publication);
                _services.Instruments.OnFrameSent(frame.Kind, !isFirst && cursor.IsNew ? _services.Age(publication.NewsSince) : null);
                isFirst = false;
                yield return new OutgoingFrame(frame, publication.Texts);
            }
        }
        finally
        {
            _services.Instruments.OnDisplayWent();
            feed.Leave(display);
            Exit(feed);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (feed, idle) in TakeAll())
        {
            await idle.DisposeAsync();
            await feed.DisposeAsync();
        }
    }

    private BoardFeed Enter(AgencyCode agency)
    {
        lock (_gate)
        {
            if (_displays >= _options.MaxDisplays)
                throw new TooManyDisplaysException($"This process serves at most {_options.MaxDisplays} displays.");
            if (!_feeds.TryGetValue(agency.Value, out var entry) || entry.Feed.IsUnknown)
            {
                if (_feeds.Count >= _options.MaxBoards)
                    throw new TooManyDisplaysException($"This process watches at most {_options.MaxBoards} boards.");
                if (entry.Feed is { } unknown)
                    Drop(unknown, entry.Idle);
                var feed = new BoardFeed(agency, _services);
                entry = (feed, _services.Real.CreateTimer(_ => RemoveIdle(feed), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
                _feeds[agency.Value] = entry;
            }
            if (entry.Feed.Displays >= _options.MaxDisplaysPerBoard)
                throw new TooManyDisplaysException($"One board serves at most {_options.MaxDisplaysPerBoard} displays here.");
            entry.Idle.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _displays++;
            return entry.Feed;
        }
    }

    private void Exit(BoardFeed feed)
    {
        lock (_gate)
        {
            _displays--;
            if (feed.Displays == 0 && _feeds.TryGetValue(feed.Agency.Value, out var entry) && entry.Feed == feed)
                entry.Idle.Change(feed.IsUnknown ? TimeSpan.Zero : Linger, Timeout.InfiniteTimeSpan);
        }
    }

    private void RemoveIdle(BoardFeed feed)
    {
        lock (_gate)
        {
            if (feed.Displays > 0 || !_feeds.TryGetValue(feed.Agency.Value, out var entry) || entry.Feed != feed)
                return;
            _feeds.Remove(feed.Agency.Value);
            Drop(feed, entry.Idle);
        }
    }

    private static void Drop(BoardFeed feed, ITimer idle)
    {
        idle.Dispose();
        _ = feed.DisposeAsync().AsTask(); // what fails there is logged there
    }

    private List<(BoardFeed, ITimer)> TakeAll()
    {
        lock (_gate)
        {
            List<(BoardFeed, ITimer)> all = [.. _feeds.Values];
            _feeds.Clear();
            return all;
        }
    }
}

internal sealed class TooManyDisplaysException(string message) : Exception(message);
