namespace Grains.Storage.Sql;

/// <summary>A queued write that knows its statements.</summary>
internal abstract class StoreWrite : QueuedItem
{
    /// <summary>Not negative. Writes with the same number are committed in the order in which they came.</summary>
    public virtual int Affinity => 0;

    /// <summary>
    /// Writes into the open transaction, or refuses itself and leaves no trace there. Throws only when the whole batch must fail.
    /// </summary>
    public abstract void Apply(Writer writer);
}
