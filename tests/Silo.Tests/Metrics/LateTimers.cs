using Tests.Shared;

namespace Silo.Tests.Metrics;

/// <summary>A clock that the test turns and whose timers are late: what has to wait waits longer by as much, what is due at once does not.</summary>
internal sealed class LateTimers(FakeClock clock, TimeSpan late) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new LateTimer(clock.CreateTimer(callback, state, Late(dueTime), period), this);

    private TimeSpan Late(TimeSpan dueTime) => dueTime > TimeSpan.Zero ? dueTime + late : dueTime;

    private sealed class LateTimer(ITimer timer, LateTimers timers) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(timers.Late(dueTime), period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
