namespace Grains.Storage;

/// <summary>A write that waits for its commit. Whoever applies it may refuse it; the others of its batch do not notice.</summary>
internal abstract class QueuedWrite
{
    // Continuations must not run on the writer's thread.
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _refusal;

    public Task Answered => _answer.Task;

    /// <summary>Roughly what it adds to a transaction, in bytes.</summary>
    public abstract int Size { get; }

    public void Refuse(Exception reason) => _refusal = reason;

    /// <summary>Called after the commit.</summary>
    public void Answer()
    {
        if (_refusal is null)
            _answer.SetResult();
        else
            _answer.SetException(_refusal);
    }

    public void Fail(Exception failure) => _answer.SetException(failure);
}
