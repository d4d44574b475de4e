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

    /// <summary>Ticks of the watch since it had something to do; -1 when it has, or may not be collected for another reason.</summary>
    public long IdleTicks(long now)
    {
        lock (_gate)
        {
            var mayGo = Traits.CollectionAge != long.MaxValue && _phase == Phase.Active && Load == 0 && _ready.Count == 0 && now >= _keepUntil;
            return mayGo ? now - _lastUsed : -1;
        }
    }

    /// <param name="age">Idle ticks of the watch that suffice, if the limit of the class is not lower.</param>
    public void CollectIfIdle(long now, long age)
    {
        var enough = Math.Min(age, Traits.CollectionAge);
        // Most were used lately, which is seen without the gate; what is used meanwhile is seen inside.
        if (now - Volatile.Read(ref _lastUsed) < enough)
            return;
        bool wake;
        lock (_gate)
        {
            if (IdleTicks(now) < enough)
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
