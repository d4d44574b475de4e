using System.Text.Json;

namespace Monitor.Bench.Load;

/// <summary>
/// What a display shows that counts announced turns itself when their time comes, as the wall does (LiveBoard/client/src/state/projection.ts):
/// it needs no frame at the instant.
/// </summary>
internal sealed class AnnouncedTurns
{
    private static readonly TimeProvider Clock = TimeProvider.System;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    private readonly Lock _gate = new();
    private DateTimeOffset _figuresAt;
    private int _overdue;
    private List<(DateTimeOffset At, int Overdue)> _upcoming = [];

    /// <param name="message">Of the hub; one that is no frame changes nothing.</param>
    public void Take(ReadOnlyMemory<byte> message)
    {
        using var json = JsonDocument.Parse(message);
        if (!json.RootElement.TryGetProperty("item", out var frame))
            return;
        lock (_gate)
        {
            if (frame.TryGetProperty("figures", out var figures))
                (_overdue, _figuresAt) = (figures.GetProperty("overdue").GetInt32(), frame.GetProperty("asOf").GetDateTimeOffset());
            if (frame.TryGetProperty("upcoming", out var upcoming))
                _upcoming = [.. upcoming.EnumerateArray().Select(turn => (turn.GetProperty("at").GetDateTimeOffset(), turn.GetProperty("overdue").GetInt32()))];
        }
    }

    /// <summary>Looks at an instant, and then a hundred times a second; answers when it showed so many.</summary>
    /// <param name="due">Timestamp of the instant.</param>
    public async Task<long> ShowsAsync(ServiceClock clock, long due, int overdue, CancellationToken stop)
    {
        await Task.Delay(Clock.GetElapsedTime(Clock.GetTimestamp(), due), Clock, stop);
        using var timer = new PeriodicTimer(Look, Clock);
        while (true)
        {
            var now = Clock.GetTimestamp();
            if (now >= due && OverdueAt(clock.At(now)) >= overdue)
                return now;
            await timer.WaitForNextTickAsync(stop);
        }
    }

    private int OverdueAt(DateTimeOffset time)
    {
        lock (_gate)
        {
            return _overdue + _upcoming.Where(turn => turn.At > _figuresAt && turn.At <= time).Sum(turn => turn.Overdue);
        }
    }
}
