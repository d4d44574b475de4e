namespace Orleans.Runtime;

/// <summary>A grain class or the observers: what references point into with a key.</summary>
internal abstract class Destination(Traits traits)
{
    public Traits Traits { get; } = traits;

    /// <summary>Hands a turn over. Never throws: a turn that cannot be taken is refused.</summary>
    public abstract void Dispatch(string key, Turn turn);
}
