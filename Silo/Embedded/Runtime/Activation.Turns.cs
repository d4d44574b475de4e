namespace Orleans.Runtime;

internal sealed partial class Activation
{
    /// <summary>Takes a turn in, or refuses it when too many wait.</summary>
    /// <returns>False when this activation is gone and another must be found.</returns>
    public bool TryAccept(Turn turn)
    {
        bool full, wake, watch = false;
        lock (_gate)
        {
            if (_phase == Phase.Gone)
                return false;
            full = Load >= Traits.MaxCalls;
            if (!full)
            {
                if (turn.CountsAsUse)
                    _lastUsed = Traits.Watch.Now;
                if (CanStart(turn) && (_waiting.Count == 0 || turn.Interleaves))
                    Begin(turn);
                else
                    _waiting.Add(turn);
                watch = !_watched;
                _watched = true;
            }

            wake = BeBorn() || NeedsWaking();
        }

        if (full)
            turn.Refuse(new LimitExceededException($"{GrainId} has {Traits.MaxCalls} calls running and waiting; try again later."));
        if (wake)
            Schedule();
        if (watch)
            Traits.Watch.Add(this);
        return true;
    }

    /// <summary>Called once for every turn that has begun, on this context.</summary>
    public void End(Turn turn)
    {
        bool wake;
        lock (_gate)
        {
            _running.Remove(turn);
            if (turn.Blocks)
            {
                _blocking--;
                if (turn.ReadOnly)
                    _reading--;
            }

            BeginWhatCan();
            wake = NeedsWaking();
        }

        if (wake)
            Schedule();
    }

    /// <summary>Tells the callers who have waited too long.</summary>
    /// <returns>Whether there is more to watch.</returns>
    public bool TimeOutCalls(long now)
    {
        List<Turn>? expired = null;
        bool more;
        lock (_gate)
        {
            _running.AddExpired(now, ref expired);
            var waiting = _waiting.TakeAll();
            while (waiting.Take() is Turn turn)
            {
                if (turn.ExpiresAt <= now)
                    (expired ??= []).Add(turn);
                else
                    _waiting.Add(turn);
            }

            more = _watched = Load > 0;
        }

        if (expired is not null)
        {
            foreach (var turn in expired)
                turn.TimeOut();
        }

        return more;
    }

    private bool CanStart(Turn turn) =>
        _phase == Phase.Active
        && (_blocking == 0 || turn.Interleaves || Traits.Reentrant || (turn.ReadOnly && _reading == _blocking));

    private void Begin(Turn turn)
    {
        turn.Blocks = !(turn.Interleaves || Traits.Reentrant);
        if (turn.Blocks)
        {
            _blocking++;
            if (turn.ReadOnly)
                _reading++;
        }

        _running.Add(turn);
        _ready.Add(turn);
    }

    // Once active: these waited for the activation only, and so never wait behind others.
    private void BeginWhatInterleaves()
    {
        var waiting = _waiting.TakeAll();
        while (waiting.Take() is Turn turn)
        {
            if (turn.Interleaves)
                Begin(turn);
            else
                _waiting.Add(turn);
        }
    }

    private void BeginWhatCan()
    {
        while (_waiting.First is Turn next && CanStart(next))
        {
            _waiting.Take();
            Begin(next);
        }

        if (_phase == Phase.Leaving && _running.Count == 0)
        {
            _phase = Phase.Ending;
            _ready.Add(new Step(static activation => activation.DieAsync()));
        }
    }
}
