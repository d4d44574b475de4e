using System.Diagnostics;

namespace Grains.Storage.Sql;

/// <summary>
/// Commits batches on one write connection. After any failure the connection is thrown away, which rolls back, and the next batch
/// opens a new one: so the storage recovers by itself as soon as the disk or the server does.
/// </summary>
internal sealed class Committer(Func<Writer> open, LaneHealth health) : IDisposable
{
    private Writer? _writer;

    /// <exception cref="System.Data.Common.DbException">Nothing of the batch was kept, or its commit was not answered.</exception>
    public void Commit(IReadOnlyList<StoreWrite> batch)
    {
        var started = Stopwatch.GetTimestamp();
        var isPulse = batch is [PulseRow];
        health.Begin();
        try
        {
            _writer ??= open();
            _writer.Begin();
            foreach (var write in batch)
                write.Apply(_writer);
            _writer.Commit();
        }
        catch
        {
            health.Fail(isPulse);
            StoreInstruments.OnCommitFailed();
            Dispose();
            throw;
        }

        health.Succeed(isPulse);
        StoreInstruments.OnCommitted(started, batch.Count);
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _writer = null;
    }
}
