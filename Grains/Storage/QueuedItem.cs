namespace Grains.Storage;

/// <summary>Something that waits for its turn at the database. Whoever does it may refuse it; the others of its batch do not notice.</summary>
internal abstract class QueuedItem
{
    // Continuations must not run on the queue's thread.
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _refusal;

    public Task Answered => _answer.Task;

    /// <summary>Roughly what it adds to a batch, in bytes.</summary>
    public abstract int Size { get; }

    public void Refuse(Exception reason) => _refusal = reason;

    /// <summary>Called when its batch is done.</summary>
    public void Answer()
    {
        if (_refusal is null)
            _answer.SetResult();
        else
            _answer.SetException(_refusal);
    }

    public void Fail(Exception failure) => _answer.SetException(failure);
}
