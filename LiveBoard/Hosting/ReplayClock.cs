namespace LiveBoard.Hosting;

/// <summary>
/// A clock that stood at an instant of its own when real time was <paramref name="since"/>, and runs at its own speed; its timers follow
/// it. Elapsed time (<see cref="TimeProvider.GetTimestamp"/>) stays real.
/// </summary>
internal sealed class ReplayClock(TimeProvider real, DateTimeOffset origin, DateTimeOffset since, double speed) : TimeProvider
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(49);
    private readonly DateTimeOffset _origin = origin + ((real.GetUtcNow() - since) * speed);
    private readonly long _started = real.GetTimestamp();

    public override long TimestampFrequency => real.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    public override long GetTimestamp() => real.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _origin + (real.GetElapsedTime(_started) * speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ReplayTimer(real.CreateTimer(callback, state, Real(dueTime), Real(period)), this);

    // Rounded up to a whole millisecond, the finest that timers know: one must never fire before its instant on this clock.
    private TimeSpan Real(TimeSpan span)
    {
        if (span <= TimeSpan.Zero)
            return span;
        var milliseconds = Math.Ceiling(span.TotalMilliseconds / speed);
        return milliseconds >= LongestTimer.TotalMilliseconds ? LongestTimer : TimeSpan.FromMilliseconds(milliseconds);
    }

    private sealed class ReplayTimer(ITimer timer, ReplayClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Real(dueTime), clock.Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
