using System.Collections.Concurrent;
using Grains.Interfaces.Operations;

namespace Grains.Storage;

/// <summary>
/// Joins concurrent calls of the database into one: while one batch is at work the next one gathers, so the batch grows with the
/// load and a lone call waits for nobody. One thread of its own works, since that blocks; nobody is answered before the batch is done.
/// </summary>
internal sealed class GroupQueue<TItem> : IDisposable
    where TItem : QueuedItem
{
    /// <summary>Items that may wait; more callers wait for room.</summary>
    public const int Capacity = 8192;

    public const int MaxItems = 1000;

    /// <summary>A batch takes no further item beyond this many bytes.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    // A database that took longer than this to fail would take as long again for each batch behind.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _room = new(Capacity);
    private readonly BlockingCollection<TItem> _queue = [];
    private readonly Action<IReadOnlyList<TItem>> _work;
    private readonly Thread _worker;
    private readonly TimeProvider _real;

    /// <param name="work">Does the whole batch and returns, or throws and does nothing of it.</param>
    /// <param name="real">Times how long a batch takes; the machine's clock unless given.</param>
    public GroupQueue(string name, Action<IReadOnlyList<TItem>> work, TimeProvider? real = null)
    {
        _work = work;
        _real = real ?? TimeProvider.System;
        _worker = new Thread(Run) { IsBackground = true, Name = name };
        _worker.Start();
    }

    /// <summary>
    /// Done when the item is. A cancellation is heard while it waits for room; once queued the outcome is awaited, since giving up
    /// would leave it unknown.
    /// </summary>
    public Task AddAsync(TItem item, CancellationToken cancellationToken)
    {
        var room = _room.WaitAsync(cancellationToken);
        return room.IsCompletedSuccessfully ? Queue(item) : WaitAsync(room, item);
    }

    /// <summary>Takes no more items and returns when all that were queued are answered.</summary>
    public void Dispose()
    {
        if (_queue.IsAddingCompleted)
            return;
        _queue.CompleteAdding();
        _worker.Join();
    }

    private async Task WaitAsync(Task room, TItem item)
    {
        await room.ConfigureAwait(false);
        await Queue(item).ConfigureAwait(false);
    }

    private Task Queue(TItem item)
    {
        try
        {
            _queue.Add(item, CancellationToken.None);
        }
        catch (InvalidOperationException e)
        {
            _room.Release();
            return Task.FromException(new StoreUnavailableException("The storage is closing.", e));
        }

        return item.Answered;
    }

    private void Run()
    {
        var batch = new List<TItem>(MaxItems);
        while (_queue.TryTake(out var first, Timeout.Infinite))
        {
            Gather(first, batch);
            _room.Release(batch.Count);
            Do(batch);
            batch.Clear();
        }
    }

    private void Gather(TItem first, List<TItem> batch)
    {
        batch.Add(first);
        var bytes = first.Size;
        while (batch.Count < MaxItems && bytes < MaxBytes && _queue.TryTake(out var next))
        {
            batch.Add(next);
            bytes += next.Size;
        }
    }

    private void GatherAll(List<TItem> batch)
    {
        for (var waiting = _queue.Count; waiting > 0 && _queue.TryTake(out var next); waiting--)
        {
            batch.Add(next);
            _room.Release();
        }
    }

    private void Do(List<TItem> batch)
    {
        var started = _real.GetTimestamp();
        try
        {
            _work(batch);
        }
        catch (Exception e)
        {
            // All callers depend on this thread: whatever went wrong is told to each of them, and the thread lives on.
            if (_real.GetElapsedTime(started) > Patience)
                GatherAll(batch);
            foreach (var item in batch)
                item.Fail(new StoreUnavailableException("The storage does not answer now: " + e.Message, e));
            return;
        }

        foreach (var item in batch)
            item.Answer();
    }
}
