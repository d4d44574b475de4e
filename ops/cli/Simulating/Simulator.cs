using Monitor.Cli.Mappings;
using Monitor.Cli.Screen;
using Monitor.Cli.Sending;
using Monitor.Demo;

namespace Monitor.Cli.Simulating;

/// <summary>Lives a simulated province against a running service: sends what lies behind, then each event at its time, without end.</summary>
/// <param name="service">The service.</param>
/// <param name="province">What is simulated.</param>
/// <param name="state">Where it stopped.</param>
/// <param name="stateFile">Where to remember that; null: nowhere.</param>
/// <param name="perHour">Dossiers an hour.</param>
/// <param name="time">The clock to wait on.</param>
internal sealed class Simulator(MonitorService service, Province province, SimulationState state, string? stateFile, double perHour, TimeProvider time)
{
    /// <summary>Days of the past that a new demo begins with.</summary>
    private const int PastDays = 21;

    /// <summary>No simulated dossier lives longer than this many days.</summary>
    private const int LongestLifeDays = 75;

    private static readonly TimeSpan _longestWait = TimeSpan.FromSeconds(5);

    // What was sent shortly before a stop may not have been remembered as sent.
    private static readonly TimeSpan _overlap = TimeSpan.FromMinutes(10);

    private readonly PriorityQueue<OutgoingEvent, DateTimeOffset> _coming = new();

    public async Task RunAsync(bool withPast, ProgressScreen screen, Tally tally, CancellationToken cancellationToken)
    {
        var now = (await service.ClockAsync(cancellationToken)).Now;
        var run = state.Begin(now);
        var due = withPast ? Behind(run, now) : [];
        await screen.ShowAsync("simulate: the past", () => due.Count == 0 ? 1 : Math.Min(1, (double)tally.Sent / due.Count), () => $"{tally.Sent:N0} of {due.Count:N0} events",
            () => Sender.SendAllAsync(service, backfill: true, tally, due, cancellationToken));
        state.SentUpTo = now;
        screen.Say("simulate: live; Ctrl+C ends it");
        while (true)
            await StepAsync(run, tally, cancellationToken);
    }

    // All that happened up to now and the service may lack; what is still to come joins the queue.
    private List<OutgoingEvent> Behind(LivedMinutes run, DateTimeOffset now)
    {
        var due = new List<OutgoingEvent>();
        var first = Math.Max(state.Runs[0].From - (PastDays * 1_440L), run.From - (LongestLifeDays * 1_440L));
        var sent = state.SentUpTo == DateTimeOffset.MinValue ? state.SentUpTo : state.SentUpTo - _overlap;
        for (var minute = first; minute < run.From; minute++)
            Take(state.Lived(minute) ? province.Live(minute, perHour / 60) : province.Past(minute), sent, now, due);
        foreach (var earlier in state.Runs.Where(earlier => earlier != run && earlier.From >= first))
            Take(province.Opening(earlier.From), sent, now, due);
        Take(province.Opening(run.From), DateTimeOffset.MinValue, now, due);
        return due;
    }

    private void Take(IEnumerable<PlannedEvent> planned, DateTimeOffset sent, DateTimeOffset now, List<OutgoingEvent> due)
    {
        foreach (var item in planned)
        {
            if (item.At > now)
                Await(item);
            else if (item.At > sent)
                due.Add(Outgoing(item));
        }
    }

    private async Task StepAsync(LivedMinutes run, Tally tally, CancellationToken cancellationToken)
    {
        var clock = await service.ClockAsync(cancellationToken);
        Live(run, Province.MinuteOf(clock.Now));
        var due = new List<OutgoingEvent>();
        while (_coming.TryPeek(out var next, out var at) && at <= clock.Now)
        {
            due.Add(next);
            _coming.Dequeue();
        }
        await Sender.SendAllAsync(service, backfill: false, tally, due, cancellationToken);
        state.SentUpTo = clock.Now;
        var wait = _coming.TryPeek(out _, out var then) ? (then - clock.Now) / Math.Max(clock.Speed, 0.001) : _longestWait;
        await Task.Delay(wait < _longestWait ? wait : _longestWait, time, cancellationToken);
    }

    // Draws every minute up to this one. It is remembered first: a minute that was drawn as lived must be drawn so again.
    private void Live(LivedMinutes run, long now)
    {
        if (run.To > now)
            return;
        var from = run.To;
        run.To = now + 1;
        state.Save(stateFile);
        for (var minute = from; minute <= now; minute++)
        {
            foreach (var item in province.Live(minute, perHour / 60))
                Await(item);
        }
    }

    private void Await(PlannedEvent item) => _coming.Enqueue(Outgoing(item), item.At);

    private static OutgoingEvent Outgoing(PlannedEvent item) => EventJson.Write(item.Source, item.Dossier, item.Id, item.Type, item.At, item.Fields);
}
