namespace Orleans.Runtime;

internal sealed partial class Activation
{
    private List<GrainTimer>? _timers;

    public void AddTimer(GrainTimer timer)
    {
        lock (_gate)
        {
            if (_phase is Phase.Ending or Phase.Gone)
                throw new InvalidOperationException($"{GrainId} is ending and takes no new timer.");
            (_timers ??= []).Add(timer);
        }
    }

    public void RemoveTimer(GrainTimer timer)
    {
        lock (_gate)
        {
            _timers?.Remove(timer);
        }
    }

    private void StopTimers()
    {
        List<GrainTimer>? timers;
        lock (_gate)
        {
            (timers, _timers) = (_timers, null);
        }

        timers?.ForEach(timer => timer.Dispose());
    }
}
