using System.Collections.Concurrent;

namespace Grains.Storage;

/// <summary>
/// Joins concurrent writes into one transaction: while one batch commits the next one gathers, so the batch grows with the load and
/// a lone write waits for nobody. One thread of its own commits, since that blocks; nobody is answered before the commit.
/// </summary>
internal sealed class GroupCommit<TWrite> : IDisposable
    where TWrite : QueuedWrite
{
    /// <summary>Writes that may wait; more callers wait for room.</summary>
    public const int Capacity = 8192;

    public const int MaxWrites = 1000;

    /// <summary>A batch takes no further write beyond this many bytes.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    private readonly SemaphoreSlim _room = new(Capacity);
    private readonly BlockingCollection<TWrite> _queue = [];
    private readonly Action<IReadOnlyList<TWrite>> _commit;
    private readonly Thread _writer;

    /// <param name="commit">Makes the batch durable and returns, or throws and keeps nothing of it.</param>
    public GroupCommit(Action<IReadOnlyList<TWrite>> commit)
    {
        _commit = commit;
        _writer = new Thread(Run) { IsBackground = true, Name = "group commit" };
        _writer.Start();
    }

    /// <summary>
    /// Done when the write is durable. A cancellation is heard while it waits for room; once queued the outcome is awaited, since
    /// giving up would leave it unknown.
    /// </summary>
    public async Task AddAsync(TWrite write, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken);
        try
        {
            _queue.Add(write, CancellationToken.None);
        }
        catch (InvalidOperationException e)
        {
            _room.Release();
            throw new StoreUnavailableException("The storage is closing.", e);
        }

        await write.Answered;
    }

    /// <summary>Takes no more writes and returns when all that were queued are answered.</summary>
    public void Dispose()
    {
        if (_queue.IsAddingCompleted)
            return;
        _queue.CompleteAdding();
        _writer.Join();
    }

    private void Run()
    {
        var batch = new List<TWrite>(MaxWrites);
        while (_queue.TryTake(out var first, Timeout.Infinite))
        {
            Gather(first, batch);
            _room.Release(batch.Count);
            Commit(batch);
            batch.Clear();
        }
    }

    private void Gather(TWrite first, List<TWrite> batch)
    {
        batch.Add(first);
        var bytes = first.Size;
        while (batch.Count < MaxWrites && bytes < MaxBytes && _queue.TryTake(out var next))
        {
            batch.Add(next);
            bytes += next.Size;
        }
    }

    private void Commit(List<TWrite> batch)
    {
        try
        {
            _commit(batch);
        }
        catch (Exception e)
        {
            // All writers depend on this thread: whatever went wrong is told to each of them, and the thread lives on.
            foreach (var write in batch)
                write.Fail(new StoreUnavailableException("The storage cannot be written now: " + e.Message, e));
            return;
        }

        foreach (var write in batch)
            write.Answer();
    }
}
