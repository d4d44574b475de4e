namespace Orleans.Runtime;

// Who may end an activation, and when.
internal sealed partial class Activation
{
    private TaskCompletionSource? _deactivated;
    private DeactivationReason _reason;
    private long _keepUntil;

    public Task Deactivated
    {
        get
        {
            lock (_gate)
            {
                return _phase == Phase.Gone
                    ? Task.CompletedTask
                    : (_deactivated ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        bool wake;
        lock (_gate)
        {
            Leave(deactivationReason);
            wake = NeedsWaking();
        }

        if (wake)
            Schedule();
    }

    public void DelayDeactivation(TimeSpan timeSpan)
    {
        lock (_gate)
        {
            _keepUntil = timeSpan <= TimeSpan.Zero ? 0 : Traits.Watch.After(timeSpan);
        }
    }

    /// <param name="age">Idle ticks of the watch that suffice; null for the limit of the class.</param>
    public void CollectIfIdle(long now, long? age)
    {
        bool wake;
        lock (_gate)
        {
            var limit = Traits.CollectionAge == long.MaxValue ? long.MaxValue : age ?? Traits.CollectionAge;
            var idle = _phase == Phase.Active && Load == 0 && _ready.Count == 0 && now - _lastUsed >= limit && now >= _keepUntil;
            if (!idle)
                return;
            Leave(new(DeactivationReasonCode.ActivationIdle, "Nobody called it for long enough."));
            wake = NeedsWaking();
        }

        if (wake)
            Schedule();
    }

    /// <summary>An observer ends at once; what waits for it is refused.</summary>
    public void Forget()
    {
        WorkQueue left;
        lock (_gate)
        {
            _phase = Phase.Gone;
            left = _waiting.TakeAll();
        }

        while (left.Take() is Turn turn)
            turn.Refuse(new OrleansMessageRejectionException($"Observer {GrainId} is gone."));
    }

    private void Leave(DeactivationReason reason)
    {
        switch (_phase)
        {
            case Phase.New:
                _phase = Phase.Gone;
                _home.Release(this, left: default);
                break;
            case Phase.Activating:
                _reason = reason;
                _leaveOnceBorn = true;
                break;
            case Phase.Active:
                _reason = reason;
                _phase = Phase.Leaving;
                BeginWhatCan();
                break;
            default:
                break;
        }
    }
}
