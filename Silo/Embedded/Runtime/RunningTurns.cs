namespace Orleans.Runtime;

/// <summary>The turns that have started and not ended, linked through themselves.</summary>
internal struct RunningTurns
{
    private Turn? _last;

    public int Count { get; private set; }

    public void Add(Turn turn)
    {
        turn.Earlier = _last;
        if (_last is not null)
            _last.Later = turn;
        _last = turn;
        Count++;
    }

    public void Remove(Turn turn)
    {
        if (turn.Earlier is not null)
            turn.Earlier.Later = turn.Later;
        if (turn.Later is not null)
            turn.Later.Earlier = turn.Earlier;
        else
            _last = turn.Earlier;
        turn.Earlier = turn.Later = null;
        Count--;
    }

    public readonly void AddExpired(long now, ref List<Turn>? expired)
    {
        for (var turn = _last; turn is not null; turn = turn.Earlier)
        {
            if (turn.ExpiresAt <= now)
                (expired ??= []).Add(turn);
        }
    }
}
