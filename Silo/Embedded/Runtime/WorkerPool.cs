namespace Orleans.Runtime;

/// <summary>The activations of one stateless worker: a call goes to an idle one, to a new one while there may be more, or to the least busy.</summary>
internal sealed class WorkerPool(GrainClass grainClass, string key, int most) : ICallTarget, IHome
{
    private readonly Lock _gate = new();
    private readonly List<Activation> _workers = [];
    private bool _gone;

    public string Key => key;

    public void AddLiving(ICollection<Activation> living)
    {
        lock (_gate)
        {
            foreach (var worker in _workers)
                living.Add(worker);
        }
    }

    public bool TryAccept(Turn turn)
    {
        while (true)
        {
            Activation worker;
            lock (_gate)
            {
                if (_gone)
                    return false;
                worker = Choose();
            }

            // A worker that has just ended takes itself off the list.
            if (worker.TryAccept(turn))
                return true;
        }
    }

    public void Release(Activation gone, WorkQueue left)
    {
        lock (_gate)
        {
            _workers.Remove(gone);
            if (_workers.Count == 0)
            {
                _gone = true;
                grainClass.Release(this);
            }
        }

        while (left.Take() is Turn turn)
            grainClass.Dispatch(key, turn);
    }

    private Activation Choose()
    {
        var best = _workers.MinBy(static worker => worker.Load);
        if (best is not null && (best.Load == 0 || _workers.Count == most))
            return best;
        var added = new Activation(this, grainClass, key);
        _workers.Add(added);
        return added;
    }
}
