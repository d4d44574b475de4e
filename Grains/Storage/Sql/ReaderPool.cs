using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Grains.Interfaces.Operations;

namespace Grains.Storage.Sql;

/// <summary>
/// A bounded number of read-only connections; who finds none free waits. A connection that failed is not used again, so reads
/// recover by themselves.
/// </summary>
internal sealed class ReaderPool(Func<Session> open, int size) : IDisposable
{
    private const int ChunkRows = 512;

    public static readonly int DefaultSize = Math.Clamp(Environment.ProcessorCount, 2, 8);

    private readonly SemaphoreSlim _free = new(size);
    private readonly ConcurrentStack<Session> _idle = [];
    private volatile bool _closed;

    /// <summary>For reads of microseconds: runs on the caller's thread.</summary>
    /// <exception cref="StoreUnavailableException">The storage cannot be read.</exception>
    public async ValueTask<T> ReadAsync<T>(Func<Session, T> read, CancellationToken cancellationToken)
    {
        using var lease = await RentAsync(cancellationToken);
        return lease.Use(read);
    }

    /// <summary>For longer reads: runs beside the caller, whose thread goes on with other turns.</summary>
    /// <exception cref="StoreUnavailableException">The storage cannot be read.</exception>
    public async Task<T> ScanAsync<T>(Func<Session, T> read, CancellationToken cancellationToken)
    {
        using var lease = await RentAsync(cancellationToken);
        return await Task.Run(() => lease.Use(read), cancellationToken);
    }

    /// <summary>
    /// Rows of one snapshot, read in chunks beside the caller; the connection is held until the enumeration ends.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The storage cannot be read.</exception>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        Func<Session, Statement> start, Func<Statement, T> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var lease = await RentAsync(cancellationToken);
        var rows = lease.Use(start);
        var chunk = new List<T>(ChunkRows);
        do
        {
            await Task.Run(() => lease.Use(_ => Fill(chunk, rows, read)), cancellationToken);
            foreach (var row in chunk)
                yield return row;
        }
        while (chunk.Count == ChunkRows);
    }

    public void Dispose()
    {
        _closed = true;
        CloseIdle();
    }

    private void CloseIdle()
    {
        while (_idle.TryPop(out var session))
            session.Dispose();
    }

    private static int Fill<T>(List<T> chunk, Statement rows, Func<Statement, T> read)
    {
        chunk.Clear();
        while (chunk.Count < ChunkRows && rows.Step())
            chunk.Add(read(rows));
        return chunk.Count;
    }

    private async ValueTask<Lease> RentAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        return new Lease(this);
    }

    /// <summary>The right to use one connection, opened at first use.</summary>
    private sealed class Lease(ReaderPool pool) : IDisposable
    {
        private Session? _session;

        public T Use<T>(Func<Session, T> read)
        {
            var rested = _session is null && pool._idle.TryPop(out _session);
            try
            {
                return read(_session ??= pool.Open());
            }
            catch (DbException) when (rested)
            {
                // It may have died while it lay there, and so may the others: the reading itself is judged on a new one.
                Drop();
                pool.CloseIdle();
                return Use(read);
            }
            catch (DbException e)
            {
                Drop();
                throw new StoreUnavailableException("The storage cannot be read now: " + e.Message, e);
            }
        }

        public void Dispose()
        {
            if (_session is { } session)
            {
                session.Rest();
                pool._idle.Push(session);
                if (pool._closed)
                    pool.Dispose();
            }

            pool._free.Release();
        }

        private void Drop()
        {
            _session?.Dispose();
            _session = null;
        }
    }

    private Session Open() =>
        _closed ? throw new StoreUnavailableException("The storage is closing.") : open();
}
