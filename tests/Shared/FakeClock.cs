namespace Tests.Shared;

/// <summary>
/// A clock that stands still until it is moved. Moving it fires the timers that fall due in the order of their times, the clock standing
/// at each one's time, on the thread that moves it.
/// </summary>
public sealed class FakeClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<(FakeTimer Timer, int Version), (DateTimeOffset Due, long Order)> _due = new();
    private DateTimeOffset _now = start;
    private long _order;

    public FakeClock()
        : this(new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero))
    {
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <param name="span">Not negative.</param>
    public void Advance(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        MoveTo(GetUtcNow() + span);
    }

    /// <param name="instant">Not before now.</param>
    public void MoveTo(DateTimeOffset instant)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instant, GetUtcNow());
        while (NextDue(instant) is { } timer)
            timer.Fire();
    }

    private FakeTimer? NextDue(DateTimeOffset until)
    {
        lock (_gate)
        {
            while (_due.TryPeek(out var entry, out var at) && at.Due <= until)
            {
                _due.Dequeue();
                // A timer that was changed since has another entry.
                if (entry.Timer.Version != entry.Version)
                    continue;
                _now = at.Due > _now ? at.Due : _now;
                if (entry.Timer.Period > TimeSpan.Zero)
                    Enqueue(entry.Timer, _now + entry.Timer.Period);
                return entry.Timer;
            }

            _now = until;
            return null;
        }
    }

    private void Enqueue(FakeTimer timer, DateTimeOffset due) => _due.Enqueue((timer, timer.Version), (due, _order++));

    private sealed class FakeTimer(FakeClock clock, Action fire) : ITimer
    {
        public int Version { get; private set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                Version++;
                Period = period;
                if (dueTime >= TimeSpan.Zero)
                    clock.Enqueue(this, clock._now + dueTime);
                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
