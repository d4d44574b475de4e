namespace Monitor.Bench.Load;

/// <summary>
/// Displays on the boards of a site while dossiers come in at a fixed rate, agency after agency in turn. From the count that a display shows
/// it follows which events it has: each is charged with the time since it was meant to be sent.
/// </summary>
/// <param name="province">Displays of the province's board.</param>
/// <param name="below">Displays of the agencies' boards, spread evenly.</param>
/// <param name="stuck">Further displays of the province's board that read nothing.</param>
/// <param name="rate">Events a second.</param>
/// <param name="seconds">How long, after <see cref="WarmSeconds"/> that do not count.</param>
internal sealed class BoardWatch(Service service, Site site, string prefix, int province, int below, int stuck, int rate, int seconds)
{
    private const int WarmSeconds = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeProvider Clock = TimeProvider.System;

    private int Warm => rate * WarmSeconds;

    private int Events => rate * (WarmSeconds + seconds);

    public Latencies OfProvince { get; } = new();

    public Latencies OfAgencies { get; } = new();

    /// <summary>Of a board that is asked otherwise; see <see cref="Polled"/>.</summary>
    public Latencies OfPolling { get; } = new();

    /// <summary>From the event's intended time to the answer that it is stored and counted.</summary>
    public Latencies Accepted { get; } = new();

    /// <summary>Bytes that the service holds with all displays open, less what it held without them.</summary>
    public long Held { get; private set; }

    /// <param name="polled">Runs a polling board from a timestamp until stopped, and hands its count of the whole site to the last argument.</param>
    public async Task RunAsync(Func<long, Action<long, int>, CancellationToken, Task>? polled, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var already = (await service.GetAsync($"api/v1/boards/{Site.Province}", cancellationToken))["figures"]!["open"]!.GetValue<int>();
        if (already % site.Agencies != 0)
            throw new UnequalException($"{already} open dossiers are not spread evenly");
        var held = service.Resident;
        var displays = new List<Display>();
        try
        {
            for (var i = 0; i < province + stuck + below; i++)
                displays.Add(await Display.OpenAsync(service, i < province + stuck ? Site.Province : Site.Agency(i % site.Agencies), cancellationToken));
            var loop = new OpenLoop(Clock.GetTimestamp() + Clock.TimestampFrequency, rate);
            var followers = displays.Select((display, i) => (Display: display, Follower: FollowerOf(i, loop, already))).ToList();
            var watching = followers.ConvertAll(it => it.Follower is { } follower
                ? it.Display.WatchAsync((at, shown) => follower.Show(at, shown.Open), over.Token)
                : it.Display.HangAsync(over.Token));
            var polling = new Follower(loop, already, 1, 0, Warm, Events, OfPolling);
            var asking = polled?.Invoke(loop.Began, polling.Show, over.Token) ?? Task.CompletedTask;
            await loop.RunAsync(Events, i => SendAsync(loop, i), cancellationToken);
            Held = service.Resident - held;
            var all = followers.Select(it => it.Follower?.Done ?? Task.CompletedTask).Append(polled is null ? Task.CompletedTask : polling.Done);
            await Task.WhenAny(Task.WhenAll(all).WaitAsync(Patience, Clock, cancellationToken), Task.WhenAll(watching));
            await over.CancelAsync();
            await Task.WhenAll(watching.Append(asking));
            if (followers.Find(it => it.Follower is { Done.IsCompleted: false }) is { Follower: not null })
                throw new UnequalException("a display never showed the last event");
        }
        finally
        {
            displays.ForEach(display => display.Dispose());
        }
    }

    /// <summary>Null for a stuck display; those come first, then those of the province.</summary>
    private Follower? FollowerOf(int display, OpenLoop loop, int already) =>
        display < stuck ? null
        : display < stuck + province ? new Follower(loop, already, 1, 0, Warm, Events, OfProvince)
        : new Follower(loop, already / site.Agencies, site.Agencies, display % site.Agencies, Warm, Events, OfAgencies);

    private async Task SendAsync(OpenLoop loop, int i)
    {
        var now = Clock.GetUtcNow();
        await Feed.SendAsync(
            service, Batch.Of([EventLine.Received($"{prefix}-{i}", site.AgencyOf(i), now.AddHours(-1), now.AddDays(10))]), CancellationToken.None);
        if (i >= Warm)
            Accepted.Add(Clock.GetElapsedTime(loop.Intended(i)));
    }

    /// <summary>One display: which events it has shown so far.</summary>
    /// <param name="already">Dossiers that its board counted before the first event.</param>
    /// <param name="step">Every how many events one is its own.</param>
    /// <param name="first">The first that is its own.</param>
    private sealed class Follower(OpenLoop loop, int already, int step, int first, int warm, int events, Latencies latencies)
    {
        private readonly int _first = first;
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _next = first;

        public Task Done => _done.Task;

        public void Show(long at, int open)
        {
            for (; _next < events && (_next - _first) / step < open - already; _next += step)
            {
                if (_next >= warm)
                    latencies.Add(TimeProvider.System.GetElapsedTime(loop.Intended(_next), at));
            }
            if (_next >= events)
                _done.TrySetResult();
        }
    }
}
