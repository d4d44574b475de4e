using Monitor.Cli.Mappings;
using Monitor.Cli.Screen;

namespace Monitor.Cli.Sending;

/// <summary>Sends each event of a file when its time comes on the service's clock.</summary>
internal sealed class Replayer(MonitorService service, ProgressScreen screen, TimeProvider time)
{
    // The service's clock may be set anew or run at another speed after a restart, so it is asked again after this long.
    private static readonly TimeSpan _trust = TimeSpan.FromSeconds(15);

    private ServiceClock _clock = new(DateTimeOffset.MinValue);
    private long _asked;
    private DateTimeOffset _next;

    /// <param name="file">The events, in any order.</param>
    /// <param name="backfill">Whether what is already due at the start goes as backfill, and sends no notifications.</param>
    /// <param name="cancellationToken">Ends it between two requests.</param>
    public async Task<Tally> RunAsync(EventFile file, bool backfill, CancellationToken cancellationToken)
    {
        var tally = new Tally();
        file.Unreadable = tally.AddUnreadable;
        await AskAsync(cancellationToken);
        var events = file.Read().OrderBy(item => item.At ?? DateTimeOffset.MinValue).ToList();
        var due = events.TakeWhile(item => !(item.At > _clock.Now)).Count();
        await screen.ShowAsync("replay: what is due", () => Fraction(tally, due), () => $"{tally.Sent:N0} of {due:N0} events",
            () => Sender.SendAllAsync(service, backfill, tally, events.Take(due), cancellationToken));
        await screen.ShowAsync("replay", () => Fraction(tally, events.Count), () => $"{tally.Sent:N0} of {events.Count:N0} events, next at {_next:u}",
            () => FollowAsync(events.Skip(due), tally, cancellationToken));
        return tally;
    }

    private static double Fraction(Tally tally, int of) => of == 0 ? 1 : Math.Min(1, (double)tally.Sent / of);

    private async Task FollowAsync(IEnumerable<OutgoingEvent> events, Tally tally, CancellationToken cancellationToken)
    {
        await using var sender = new Sender(service, backfill: false, tally, cancellationToken);
        foreach (var item in events)
        {
            _next = item.At!.Value;
            await WaitAsync(_next, cancellationToken);
            await sender.AddAsync(item);
        }
        await sender.CompleteAsync();
    }

    private async Task WaitAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        while (Now() < at)
        {
            var wait = (at - Now()) / _clock.Speed;
            await Task.Delay(wait < _trust ? wait : _trust, time, cancellationToken);
            if (time.GetElapsedTime(_asked) >= _trust)
                await AskAsync(cancellationToken);
        }
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var clock = await service.ClockAsync(cancellationToken);
        _clock = clock with { Speed = clock.Speed > 0 ? clock.Speed : 1 };
        _asked = time.GetTimestamp();
    }

    private DateTimeOffset Now() => _clock.Now + (time.GetElapsedTime(_asked) * _clock.Speed);
}
