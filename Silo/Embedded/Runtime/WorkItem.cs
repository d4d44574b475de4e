namespace Orleans.Runtime;

/// <summary>Something an activation runs, one at a time. A link in at most one <see cref="WorkQueue"/>.</summary>
internal abstract class WorkItem
{
    internal WorkItem? Next { get; set; }

    /// <summary>Runs on the activation's context. Never throws.</summary>
    public abstract void Run(Activation activation);
}

/// <summary>A step of the activation's own life. Never shared: it is a link in a queue.</summary>
internal sealed class Step(Func<Activation, Task> step) : WorkItem
{
    // The step handles its own failures.
    public override void Run(Activation activation) => _ = step(activation);
}

/// <summary>First in, first out, and without memory of its own: an idle activation pays nothing for its queues.</summary>
internal struct WorkQueue
{
    private WorkItem? _first;
    private WorkItem? _last;

    public int Count { get; private set; }

    public readonly WorkItem? First => _first;

    public void Add(WorkItem item)
    {
        if (_last is null)
            _first = item;
        else
            _last.Next = item;
        _last = item;
        Count++;
    }

    public WorkItem? Take()
    {
        var item = _first;
        if (item is null)
            return null;
        _first = item.Next;
        if (_first is null)
            _last = null;
        item.Next = null;
        Count--;
        return item;
    }

    public WorkQueue TakeAll()
    {
        var all = this;
        this = default;
        return all;
    }
}
