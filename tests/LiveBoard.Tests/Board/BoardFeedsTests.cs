using System.Diagnostics.Metrics;
using Grains.Interfaces.Agencies;
using LiveBoard.Board;
using LiveBoard.Hosting;
using LiveBoard.Tests.Support;
using LiveBoard.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;
using Orleans;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Board;

public sealed class BoardFeedsTests : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private readonly FakeTime _time = new(Frames.Start);
    private readonly FakeGrains _grains = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly BoardFeeds _feeds;
    private readonly List<Display> _open = [];

    public BoardFeedsTests() => _feeds = Feeds(new LiveBoardOptions());

    private FakeAgency Agency => _grains.AgencyOf("a/centre");

    private IBoardObserver Observer => Agency.Observer!;

    [Fact]
    public async Task One_subscription_serves_all_displays()
    {
        Agency.Board = Frames.Of(1);
        for (var i = 0; i < 20; i++)
            (await Watch().NextAsync()).ShouldBeOfType<SnapshotFrame>();
        Agency.Watches.ShouldBe(1);
        (_feeds.Boards, _feeds.Displays).ShouldBe((1, 20));
    }

    [Fact]
    public async Task A_beat_that_vouches_for_nothing_newer_leaves_the_board_to_grow_old()
    {
        Agency.Board = Frames.Of(1);
        var display = Watch();
        await display.NextAsync();
        for (var seconds = 5; seconds <= 10; seconds += 5)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            await Observer.OnBeatAsync("e1", 1, Frames.Start.AddSeconds(1));
            var beat = await display.NextAsync();
            beat.SourceAgeMs.ShouldBe(seconds * 1_000);
        }

        await Observer.OnBeatAsync("e1", 1, Frames.Start.AddSeconds(11));
        (await display.NextAsync()).SourceAgeMs.ShouldBe(0);
    }

    [Fact]
    public async Task The_first_change_leaves_at_once_and_then_at_most_four_a_second()
    {
        Agency.Board = Frames.Of(0);
        var display = Watch();
        await display.NextAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        await Observer.OnFrameAsync(Frames.Of(1));
        (await display.NextAsync()).Sequence.ShouldBe(1);

        List<long> seen = [];
        for (var i = 2; i <= 101; i++)
        {
            await Observer.OnFrameAsync(Frames.Of(i));
            _time.Advance(TimeSpan.FromMilliseconds(10));
            while (display.TryNext() is { } frame)
                seen.Add(frame.Sequence);
        }
        _time.Advance(TimeSpan.FromSeconds(1));
        while (seen.LastOrDefault() != 101)
            seen.Add((await display.NextAsync()).Sequence);
        seen.Count.ShouldBeInRange(2, 5);
    }

    [Fact]
    public async Task A_display_that_missed_a_frame_gets_the_whole_board()
    {
        Agency.Board = Frames.Of(0);
        var (quick, slow) = (Watch(), Watch());
        await quick.NextAsync();
        await slow.NextAsync();
        for (var i = 1; i <= 3; i++)
        {
            _time.Advance(Pace);
            await Observer.OnFrameAsync(Frames.Of(i, open: i));
            (await quick.NextAsync()).ShouldBeOfType<DeltaFrame>().Prev.ShouldBe(i - 1);
        }
        var whole = (await slow.NextAsync()).ShouldBeOfType<SnapshotFrame>();
        whole.Sequence.ShouldBe(3);
        slow.TryNext().ShouldBeNull();
    }

    [Fact]
    public async Task Beats_come_from_the_agency_alone_and_age_is_never_hidden()
    {
        Agency.Board = Frames.Of(1);
        var display = Watch();
        await display.NextAsync();
        Agency.Fault = new IOException("gone");
        _time.Advance(TimeSpan.FromSeconds(8));
        display.TryNext().ShouldBeNull();

        await Observer.OnBeatAsync("e1", 1, Frames.Start.AddSeconds(8));
        var pending = display.NextAsync();
        (await pending).ShouldBeOfType<BeatFrame>().SourceAgeMs.ShouldBe(0);

        await Observer.OnBeatAsync("e1", 1, Frames.Start.AddSeconds(9));
        _time.Advance(TimeSpan.FromSeconds(5));
        var late = Watch();
        var snapshot = (await late.NextAsync()).ShouldBeOfType<SnapshotFrame>();
        snapshot.AsOf.ShouldBe(Frames.Start.AddSeconds(9));
        snapshot.SourceAgeMs.ShouldBe(5000);
    }

    [Fact]
    public async Task An_agency_that_leaves_its_silo_is_asked_again_at_once()
    {
        Agency.Board = Frames.Of(5);
        var display = Watch();
        await display.NextAsync();
        _time.Advance(Pace);
        Agency.Board = Frames.Of(1, epoch: "e2", asOf: Frames.Start.AddMinutes(1));
        await Observer.OnBeatAsync(string.Empty, 0, default);
        (await display.NextAsync()).ShouldBeOfType<SnapshotFrame>().Epoch.ShouldBe("e2");
        Agency.Watches.ShouldBe(2);
    }

    [Fact]
    public async Task A_new_epoch_brings_the_whole_board()
    {
        Agency.Board = Frames.Of(5);
        var display = Watch();
        await display.NextAsync();
        _time.Advance(Pace);
        await Observer.OnFrameAsync(Frames.Of(1, epoch: "e2", asOf: Frames.Start.AddMinutes(1)));
        (await display.NextAsync()).ShouldBeOfType<SnapshotFrame>().Epoch.ShouldBe("e2");
        await Observer.OnFrameAsync(Frames.Of(6));
        _time.Advance(Pace);
        display.TryNext().ShouldBeNull();
    }

    [Fact]
    public async Task A_beat_for_a_frame_that_never_came_pulls_it()
    {
        Agency.Board = Frames.Of(1);
        var display = Watch();
        await display.NextAsync();
        _time.Advance(Pace);
        Agency.Board = Frames.Of(4);
        await Observer.OnBeatAsync("e1", 4, Frames.Start.AddSeconds(4));
        (await display.NextAsync()).Sequence.ShouldBe(4);
        Agency.Watches.ShouldBe(2);
    }

    [Fact]
    public async Task Once_a_minute_the_whole_board_is_sent_anyway()
    {
        Agency.Board = Frames.Of(1);
        var display = Watch();
        await display.NextAsync();
        _time.Advance(DisplayCursor.SnapshotEvery);
        await Observer.OnBeatAsync("e1", 1, Frames.Start.AddSeconds(60));
        (await display.NextAsync()).ShouldBeOfType<SnapshotFrame>();
    }

    [Fact]
    public async Task The_subscription_is_renewed_every_fifteen_seconds()
    {
        Agency.Board = Frames.Of(1);
        var display = Watch();
        await display.NextAsync();
        for (var seconds = 5; seconds <= 10; seconds += 5)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            await Observer.OnBeatAsync("e1", 1, Frames.Start.AddSeconds(seconds));
        }

        Agency.Watches.ShouldBe(1);
        (await PullAsync()).ShouldBe(TimeSpan.FromSeconds(5));
        Agency.Watches.ShouldBe(2);
    }

    [Fact]
    public async Task An_agency_that_hangs_is_asked_again_and_may_answer_elsewhere()
    {
        Agency.Board = Frames.Of(1);
        var display = Watch();
        await display.NextAsync();
        Agency.Hangs = true;
        (await PullAsync()).ShouldBe(BoardFeed.Silence);
        Agency.Hangs = false;
        Agency.Board = Frames.Of(9, epoch: "e2", asOf: Frames.Start.AddMinutes(5));
        (await NextDueAsync()).ShouldBe(TimeSpan.FromSeconds(5), "it is not waited for any longer");
        (await PullAsync()).ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(0.5));
        (await display.NextAsync()).Epoch.ShouldBe("e2");
    }

    [Fact]
    public async Task An_agency_that_falls_silent_is_asked_and_a_lost_one_is_tried_again()
    {
        Agency.Board = Frames.Of(1);
        var display = Watch();
        await display.NextAsync();
        (await PullAsync()).ShouldBe(BoardFeed.Silence);
        Agency.Fault = new IOException("gone");
        (await PullAsync()).ShouldBe(BoardFeed.Silence);
        (await PullAsync()).ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(0.5));
        (await PullAsync()).ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(1));
        Agency.Fault = null;
        Agency.Board = Frames.Of(9, epoch: "e2", asOf: Frames.Start.AddMinutes(5));
        (await PullAsync()).ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(2));
        Frame frame;
        do
            frame = await display.NextAsync();
        while (frame.Epoch != "e2");
        frame.ShouldBeOfType<SnapshotFrame>().Sequence.ShouldBe(9);
    }

    [Fact]
    public async Task A_feed_goes_a_while_after_its_last_display_and_not_before()
    {
        Agency.Board = Frames.Of(1);
        var display = Watch();
        await display.NextAsync();
        await display.LeaveAsync();
        _time.Advance(BoardFeeds.Linger - TimeSpan.FromSeconds(1));
        _feeds.Boards.ShouldBe(1);
        await Watch().NextAsync();
        _time.Advance(TimeSpan.FromMinutes(5));
        _feeds.Boards.ShouldBe(1);
        await _open[^1].LeaveAsync();
        _time.Advance(BoardFeeds.Linger);
        _feeds.Boards.ShouldBe(0);
        _feeds.Displays.ShouldBe(0);
        await Eventually(() => Agency.Unwatches == 1);
        _grains.Factory.Received(1).DeleteObjectReference<IBoardObserver>(Arg.Any<IGrainObserver>());
    }

    [Fact]
    public async Task An_unknown_agency_ends_the_stream_and_leaves_nothing_behind()
    {
        await Should.ThrowAsync<UnknownAgencyException>(async () => await Watch("nobody").NextAsync());
        _time.Advance(TimeSpan.FromSeconds(1));
        (_feeds.Boards, _feeds.Displays).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Bounds_hold_and_a_place_that_is_left_is_free_again()
    {
        var feeds = Feeds(new LiveBoardOptions { MaxDisplays = 3, MaxDisplaysPerBoard = 2, MaxBoards = 2 });
        foreach (var code in new[] { "centre", "b", "c" })
            _grains.AgencyOf("a/" + code).Board = Frames.Of(1);
        var first = Watch("centre", feeds);
        await first.NextAsync();
        await Watch("centre", feeds).NextAsync();
        await Should.ThrowAsync<TooManyDisplaysException>(async () => await Watch("centre", feeds).NextAsync());
        var other = Watch("b", feeds);
        await other.NextAsync();
        await Should.ThrowAsync<TooManyDisplaysException>(async () => await Watch("b", feeds).NextAsync());
        await other.LeaveAsync();
        await Should.ThrowAsync<TooManyDisplaysException>(async () => await Watch("c", feeds).NextAsync());
        await Watch("b", feeds).NextAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var display in _open)
            await display.DisposeAsync();
        await _feeds.DisposeAsync();
        await _services.DisposeAsync();
    }

    private BoardFeeds Feeds(LiveBoardOptions options) => new(
        _grains.Factory, _time, _time, TestStamp.Service, TestStamp.Of(_time),
        new LiveBoardInstruments(_services.GetRequiredService<IMeterFactory>()), Options.Create(options), NullLogger<BoardFeed>.Instance);

    private Display Watch(string agency = "centre", BoardFeeds? feeds = null)
    {
        AgencyCode.TryParse(agency, out var code).ShouldBeTrue();
        var display = new Display((feeds ?? _feeds).WatchAsync(code, null, null, CancellationToken.None).Select(outgoing => outgoing.Frame));
        _open.Add(display);
        return display;
    }

    /// <summary>Turns the clock to the next pull and waits for it; how long that was off.</summary>
    // Moves to the next timer, whatever it is.
    private async Task<TimeSpan> NextDueAsync()
    {
        await Eventually(() => _time.NextDue is not null);
        var wait = _time.NextDue!.Value - _time.GetUtcNow();
        _time.Advance(wait);
        return wait;
    }

    private async Task<TimeSpan> PullAsync()
    {
        await Eventually(() => _time.NextDue is not null);
        var (wait, before) = (_time.NextDue!.Value - _time.GetUtcNow(), Agency.Watches);
        _time.Advance(wait);
        await Eventually(() => Agency.Watches > before);
        return wait;
    }

    /// <summary>What other threads still have in hand comes soon, however busy the machine.</summary>
    private static async Task Eventually(Func<bool> condition)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!condition() && TimeProvider.System.GetElapsedTime(start) < Deadline)
            await Task.Yield();
        condition().ShouldBeTrue();
    }

    /// <summary>One display: the next frame when it is there, without ever asking for two at once.</summary>
    private sealed class Display(IAsyncEnumerable<Frame> frames) : IAsyncDisposable
    {
        private readonly CancellationTokenSource _leave = new();
        private IAsyncEnumerator<Frame>? _frames;
        private Task<bool>? _next;

        public async Task<Frame> NextAsync()
        {
            (await Asked().WaitAsync(Deadline)).ShouldBeTrue();
            _next = null;
            return _frames!.Current;
        }

        public Frame? TryNext()
        {
            if (!SpinWait.SpinUntil(() => Asked().IsCompleted, TimeSpan.FromMilliseconds(5)))
                return null;
            _next = null;
            return _frames!.Current;
        }

        public async Task LeaveAsync()
        {
            await _leave.CancelAsync();
            if (_next is { } pending)
                await ((Task)pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _next = null;
            if (_frames is { } open)
                await open.DisposeAsync();
            _frames = null;
        }

        public async ValueTask DisposeAsync()
        {
            await LeaveAsync();
            _leave.Dispose();
        }

        private Task<bool> Asked()
        {
            _frames ??= frames.GetAsyncEnumerator(_leave.Token);
            return _next ??= _frames.MoveNextAsync().AsTask();
        }
    }
}
