namespace Grains.Storage.Sqlite;

/// <summary>A queued write that knows its statements.</summary>
internal abstract class SqliteWrite : QueuedWrite
{
    /// <summary>
    /// Writes into the open transaction, or refuses itself and leaves no trace there. Throws only when the whole batch must fail.
    /// </summary>
    public abstract void Apply(WriteConnection connection);
}
