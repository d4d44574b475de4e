using System.Threading.Channels;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Operations;
using LiveBoard.Hosting;
using Orleans;

namespace LiveBoard.Board;

/// <summary>
/// One board in this process: a single subscription at its agency, fanned out to any number of displays. Frames leave at a pace; of those
/// that come meanwhile the newest waits. Times are real, not the service's.
/// </summary>
internal sealed partial class BoardFeed : IBoardObserver, IAsyncDisposable
{
    public static TimeSpan RenewEvery { get; } = TimeSpan.FromSeconds(15);

    /// <summary>An agency beats every five seconds: one that has not been heard for so long may have gone with its silo, and is asked.</summary>
    public static TimeSpan Silence { get; } = TimeSpan.FromSeconds(7);

    private readonly Lock _gate = new();
    private readonly HashSet<Channel<Publication>> _displays = [];
    private readonly Channel<bool> _pulls = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private readonly FeedServices _services;
    private readonly IAgencyGrain _agency;
    private readonly IBoardObserver _reference;
    private readonly ITimer _renew;
    private readonly FramePace _pace;
    private readonly ITimer _later;
    private readonly Task _pulling;
    private BoardFrame? _newest;
    private long _vouchedAt;
    private Publication? _published;
    private DateTimeOffset? _newsSince;
    private bool _isWaiting;

    public BoardFeed(AgencyCode agency, FeedServices services)
    {
        (Agency, _services) = (agency, services);
        _agency = services.Grains.GetGrain<IAgencyGrain>(agency.GrainKey);
        _reference = services.Grains.CreateObjectReference<IBoardObserver>(this);
        _renew = services.Real.CreateTimer(_ => _pulls.Writer.TryWrite(true), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _pace = new FramePace(services.FramesPerSecond, services.Real);
        _later = services.Real.CreateTimer(_ => PublishNewest(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _pulls.Writer.TryWrite(true);
        _pulling = PullAsync();
    }

    public AgencyCode Agency { get; }

    /// <summary>The catalogue does not know the agency; this feed is at its end.</summary>
    public bool IsUnknown { get; private set; }

    public int Displays
    {
        get
        {
            lock (_gate)
                return _displays.Count;
        }
    }

    /// <summary>A display's own queue. It holds the newest board and nothing else, so a slow display costs nobody anything.</summary>
    public Channel<Publication> Join()
    {
        var display = Channel.CreateBounded<Publication>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        lock (_gate)
        {
            _displays.Add(display);
            if (_published is { } board)
                display.Writer.TryWrite(board);
            if (IsUnknown)
                display.Writer.TryComplete(new UnknownAgencyException(Agency));
        }
        return display;
    }

    public void Leave(Channel<Publication> display)
    {
        lock (_gate)
            _displays.Remove(display);
        display.Writer.TryComplete();
    }

    public Task OnFrameAsync(BoardFrame frame)
    {
        Heard();
        lock (_gate)
            Take(frame);
        return Task.CompletedTask;
    }

    public Task OnBeatAsync(string epoch, long sequence, DateTimeOffset asOf)
    {
        Heard();
        lock (_gate)
        {
            if (_newest is { } known && known.Epoch == epoch && known.Sequence == sequence)
                Take(known with { AsOf = asOf });
            else if (_newest is null || _newest.Epoch != epoch || _newest.Sequence < sequence)
                _pulls.Writer.TryWrite(true); // a frame was lost on its way
        }
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _pulling;
        await _renew.DisposeAsync();
        await _later.DisposeAsync();
        try
        {
            await _agency.UnwatchAsync(_reference);
        }
        catch (Exception fault)
        {
            // The subscription runs out by itself within a minute.
            LogUnwatchFailed(_services.Log, Agency.Value, fault);
        }
        _services.Grains.DeleteObjectReference<IBoardObserver>(_reference);
        _stop.Dispose();
    }

    /// <summary>Frames come by push and by pull, possibly out of order: the newest counts, whichever way it came.</summary>
    private void Take(BoardFrame frame)
    {
        if (_newest is { } known && (frame.Epoch == known.Epoch ? frame.Sequence < known.Sequence : frame.AsOf < known.AsOf))
            return;
        if (_newest is { } same && same.Epoch == frame.Epoch && same.Sequence == frame.Sequence && frame.AsOf < same.AsOf)
            return;
        // An agency whose storage is away repeats the instant up to which it vouches: the board then grows old here too.
        if (_newest is null || _newest.Epoch != frame.Epoch || frame.AsOf > _newest.AsOf)
            _vouchedAt = _services.Real.GetTimestamp();
        _newest = frame;
        var isKnown = _published?.Is(frame) == true;
        if (!isKnown && frame.NewsSince is { } since && !(_newsSince < since))
            _newsSince = since;
        if (_published is null || isKnown || (!_isWaiting && _pace.Wait == TimeSpan.Zero))
            Publish(frame);
        else if (!_isWaiting)
            _isWaiting = _later.Change(_pace.Wait, Timeout.InfiniteTimeSpan);
    }

    private void PublishNewest()
    {
        lock (_gate)
        {
            // A timer may come a little early; what is too early would be one frame too many in its second.
            _isWaiting = _pace.Wait > TimeSpan.Zero && _later.Change(_pace.Wait, Timeout.InfiniteTimeSpan);
            if (!_isWaiting && _newest is { } newest && _published?.Is(newest) != true)
                Publish(newest);
        }
    }

    private void Publish(BoardFrame board)
    {
        var unchanged = _published?.Is(board) == true;
        var change = unchanged ? _published!.Change : _published is { } before ? BoardChange.Between(before.Board, board) : null;
        _published = new Publication(board, change, _vouchedAt, unchanged ? _published!.NewsSince : _newsSince);
        if (!unchanged)
            OnLeft();
        foreach (var display in _displays)
            display.Writer.TryWrite(_published);
    }

    private void OnLeft()
    {
        _pace.OnLeft();
        if (_services.Age(_newsSince) is { } lag)
            _services.Instruments.OnBoardPublished(lag);
        _newsSince = null;
    }
}

/// <summary>What every feed uses.</summary>
/// <param name="Clock">The service's clock.</param>
/// <param name="Real">Real time.</param>
internal sealed record FeedServices(
    IGrainFactory Grains, TimeProvider Clock, TimeProvider Real, ServiceInfo Service, LiveBoardInstruments Instruments, int FramesPerSecond, ILogger Log)
{
    /// <summary>How long ago an instant was, in real time; null for none.</summary>
    public TimeSpan? Age(DateTimeOffset? instant) => (Clock.GetUtcNow() - instant) / Service.Clock.Speed;
}

internal sealed class UnknownAgencyException(AgencyCode agency) : Exception($"The catalogue does not know the agency {agency.Value}.");
