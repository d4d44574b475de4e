namespace Orleans.Runtime;

// The context: code after an await comes back here, and runs one piece at a time, on whichever pool thread is free.
internal sealed partial class Activation : IThreadPoolWorkItem
{
    // Pieces run before the thread is given to somebody else.
    private const int SliceLength = 64;

    void IThreadPoolWorkItem.Execute()
    {
        SetSynchronizationContext(this);
        try
        {
            for (var piece = 0; piece < SliceLength; piece++)
            {
                WorkItem? next;
                lock (_gate)
                {
                    next = _ready.Take();
                    if (next is null)
                    {
                        _scheduled = false;
                        return;
                    }
                }

                next.Run(this);
            }
        }
        finally
        {
            SetSynchronizationContext(null);
        }

        Schedule();
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        bool wake;
        lock (_gate)
        {
            _ready.Add(new Continuation(d, state));
            wake = NeedsWaking();
        }

        if (wake)
            Schedule();
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Current != this)
            throw new NotSupportedException("Nothing waits synchronously for a grain.");
        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;

    private void Schedule() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    private bool NeedsWaking()
    {
        if (_scheduled || _ready.Count == 0)
            return false;
        _scheduled = true;
        return true;
    }

    private sealed class Continuation(SendOrPostCallback callback, object? state) : WorkItem
    {
        public override void Run(Activation activation)
        {
            try
            {
                callback(state);
            }
            catch (Exception failure)
            {
                activation.Traits.Log.StrayFailure(failure, activation.GrainId.ToString());
            }
        }
    }
}
