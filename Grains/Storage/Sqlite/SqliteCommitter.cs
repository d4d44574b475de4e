using Microsoft.Data.Sqlite;

namespace Grains.Storage.Sqlite;

/// <summary>
/// Commits batches on the one write connection. After any failure the connection is thrown away, which rolls back, and the next
/// batch opens a new one: so the storage recovers by itself as soon as the disk does.
/// </summary>
internal sealed class SqliteCommitter(SqliteDatabase database) : IDisposable
{
    private WriteConnection? _connection;

    /// <exception cref="SqliteException">Nothing of the batch was kept.</exception>
    public void Commit(IReadOnlyList<SqliteWrite> batch)
    {
        try
        {
            _connection ??= new WriteConnection(database);
            _connection.Begin();
            foreach (var write in batch)
                write.Apply(_connection);
            _connection.Commit();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
