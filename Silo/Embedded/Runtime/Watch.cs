using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>
/// Counts ticks of 200 ms on the engine's clock, and at each looks through the activations that have had calls since they were last found
/// without: callers who waited too long are told. A busy activation costs one entry a tick, and a call nothing.
/// </summary>
internal sealed class Watch(TimeProvider clock, Action<Exception> failed) : IDisposable
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentQueue<Activation> _busy = new();
    private readonly long _start = clock.GetTimestamp();
    private ITimer? _timer;
    private long _now;
    private int _looking;

    /// <summary>The present tick, as of the last look.</summary>
    public long Now => Volatile.Read(ref _now);

    /// <summary>Ticks in a span, rounded up.</summary>
    public static long Ticks(TimeSpan span) => (long)Math.Ceiling(span / s_tick);

    /// <summary>The tick at which a span from now has surely passed.</summary>
    public long After(TimeSpan span) => Now + Ticks(span) + 1;

    public void Start() => _timer = clock.CreateTimer(static watch => ((Watch)watch!).Look(), this, s_tick, s_tick);

    public void Add(Activation activation) => _busy.Enqueue(activation);

    public void Dispose() => _timer?.Dispose();

    private void Look()
    {
        // A look that takes longer than a tick is not joined by a second one.
        if (Interlocked.Exchange(ref _looking, 1) == 1)
            return;
        try
        {
            var now = (long)(clock.GetElapsedTime(_start) / s_tick);
            Volatile.Write(ref _now, now);
            for (var left = _busy.Count; left > 0 && _busy.TryDequeue(out var activation); left--)
            {
                if (activation.TimeOutCalls(now))
                    _busy.Enqueue(activation);
            }
        }
        catch (Exception failure)
        {
            failed(failure);
        }
        finally
        {
            Volatile.Write(ref _looking, 0);
        }
    }
}
