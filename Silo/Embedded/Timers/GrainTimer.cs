namespace Orleans.Runtime;

/// <summary>A timer of one activation. The clock is set anew when a tick ends, so that ticks of one timer never overlap.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly ITimer _timer;
    private TimeSpan _next;
    private TimeSpan _period;
    private bool _ticking;

    public GrainTimer(
        Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options, TimeProvider time)
    {
        _activation = activation;
        _callback = callback;
        _options = options;
        // The timer outlives the turn that makes it, and must not carry that turn's ambient values.
        using (ExecutionContext.SuppressFlow())
        {
            _timer = time.CreateTimer(
                static timer => ((GrainTimer)timer!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        lock (_gate)
        {
            (_next, _period) = (dueTime, period);
            if (!_ticking && !_ended.IsCancellationRequested)
                _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _activation.RemoveTimer(this);
        try
        {
            _ended.Cancel();
        }
        catch (AggregateException failure)
        {
            // What a tick hung on its token must not keep the activation from ending.
            _activation.Traits.Log.TickFailed(failure, _activation.GrainId.ToString());
        }
    }

    private static void Check(TimeSpan span, string name)
    {
        const double LongestMilliseconds = 0xfffffffe;
        if (span != Timeout.InfiniteTimeSpan && (span < TimeSpan.Zero || span.TotalMilliseconds > LongestMilliseconds))
            throw new ArgumentOutOfRangeException(name, span, "Zero to 49 days, or Timeout.InfiniteTimeSpan.");
    }

    // On the clock's thread.
    private void Due()
    {
        lock (_gate)
        {
            if (_ticking || _ended.IsCancellationRequested)
                return;
            _ticking = true;
            _next = _period;
        }

        _activation.TryAccept(new Tick(this) { Interleaves = _options.Interleave, CountsAsUse = _options.KeepAlive });
    }

    private void Ticked()
    {
        lock (_gate)
        {
            _ticking = false;
            if (!_ended.IsCancellationRequested)
                _timer.Change(_next, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class Tick(GrainTimer timer) : Turn
    {
        public override bool Abandoned => timer._ended.IsCancellationRequested;

        public override void TimeOut()
        {
        }

        // Too many calls wait: this tick is left out.
        public override void Refuse(Exception reason) => Answer(answer: null, reason);

        protected override Task Start(object grain) => timer._callback(timer._ended.Token);

        protected override void Answer(Task? answer, Exception? failure)
        {
            if (failure is not null && !Abandoned)
                timer._activation.Traits.Log.TickFailed(failure, timer._activation.GrainId.ToString());
            timer.Ticked();
        }
    }
}
