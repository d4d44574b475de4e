using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Grains.Storage.Sqlite;

/// <summary>
/// A bounded number of read-only connections; who finds none free waits. A connection that failed is not used again, so reads
/// recover by themselves.
/// </summary>
internal sealed class ReaderPool(SqliteDatabase database, int size) : IDisposable
{
    private const int ChunkRows = 512;

    private readonly SemaphoreSlim _free = new(size);
    private readonly ConcurrentStack<PreparedConnection> _idle = [];
    private volatile bool _closed;

    /// <summary>For reads of microseconds: runs on the caller's thread.</summary>
    /// <exception cref="StoreUnavailableException">The storage cannot be read.</exception>
    public async ValueTask<T> ReadAsync<T>(Func<PreparedConnection, T> read, CancellationToken cancellationToken)
    {
        using var lease = await RentAsync(cancellationToken);
        return lease.Use(read);
    }

    /// <summary>For longer reads: runs beside the caller, whose thread goes on with other turns.</summary>
    /// <exception cref="StoreUnavailableException">The storage cannot be read.</exception>
    public async Task<T> ScanAsync<T>(Func<PreparedConnection, T> read, CancellationToken cancellationToken)
    {
        using var lease = await RentAsync(cancellationToken);
        return await Task.Run(() => lease.Use(read), cancellationToken);
    }

    /// <summary>
    /// Rows of one snapshot, read in chunks beside the caller; the connection is held until the enumeration ends.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The storage cannot be read.</exception>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        Func<PreparedConnection, Statement> start, Func<Statement, T> read, [EnumeratorCancellation] CancellationToken cancellationToken)
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
        while (_idle.TryPop(out var connection))
            connection.Dispose();
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
        private PreparedConnection? _connection;

        public T Use<T>(Func<PreparedConnection, T> read)
        {
            try
            {
                if (_connection is null && !pool._idle.TryPop(out _connection))
                    _connection = new PreparedConnection(pool.Open());
                return read(_connection);
            }
            catch (SqliteException e)
            {
                _connection?.Dispose();
                _connection = null;
                throw new StoreUnavailableException("The storage cannot be read now: " + e.Message, e);
            }
        }

        public void Dispose()
        {
            if (_connection is { } connection)
            {
                connection.Rest();
                pool._idle.Push(connection);
                if (pool._closed)
                    pool.Dispose();
            }

            pool._free.Release();
        }
    }

    private SqliteConnection Open() =>
        _closed ? throw new StoreUnavailableException("The storage is closing.") : database.OpenReader();
}
