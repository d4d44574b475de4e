using Grains.Interfaces.Operations;

namespace LiveBoard.Timings;

/// <summary>How long something took, since the start and lately. Safe for several threads.</summary>
/// <param name="real">Real time, whatever the service's clock.</param>
internal sealed class RecentTimes(TimeProvider real)
{
    private static readonly TimeSpan SlotLength = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly LogHistogram _all = new();
    private readonly LogHistogram[] _slots = [.. Enumerable.Range(0, 10).Select(_ => new LogHistogram())];
    private readonly long _began = real.GetTimestamp();
    private long _slot;

    /// <summary>What "lately" means: the last five minutes, of which up to half a minute may already be gone.</summary>
    public static TimeSpan Window { get; } = SlotLength * 10;

    public void Add(double seconds)
    {
        lock (_gate)
        {
            Turn();
            _all.Add(seconds);
            _slots[_slot % _slots.Length].Add(seconds);
        }
    }

    public TimesTold Tell()
    {
        lock (_gate)
        {
            Turn();
            var recent = new LogHistogram();
            foreach (var slot in _slots)
                recent.Add(slot);
            return new TimesTold(recent.Tell(), _all.Tell());
        }
    }

    private void Turn()
    {
        var now = real.GetElapsedTime(_began).Ticks / SlotLength.Ticks;
        for (var passed = Math.Min(now - _slot, _slots.Length); passed > 0; passed--)
            _slots[(now - passed + 1) % _slots.Length].Clear();
        _slot = now;
    }
}

/// <param name="Recent">The last five minutes.</param>
/// <param name="SinceStart">Since this process started.</param>
internal sealed record TimesTold(Percentiles Recent, Percentiles SinceStart);
