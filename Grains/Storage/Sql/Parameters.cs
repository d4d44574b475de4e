namespace Grains.Storage.Sql;

/// <summary>Takes the values of one row in the order of its columns. Instants are UTC ticks.</summary>
internal abstract class Parameters<TSelf>
    where TSelf : Parameters<TSelf>
{
    public abstract TSelf Bind(long? value);

    public abstract TSelf Bind(bool value);

    public abstract TSelf Bind(string? value);

    /// <param name="utf8">Text that is encoded already.</param>
    public abstract TSelf BindText(byte[] utf8);

    public abstract TSelf BindBlob(ReadOnlyMemory<byte> value);

    public TSelf Bind(DateTimeOffset value) => Bind(value.UtcTicks);

    public TSelf Bind(DateTimeOffset? value) => Bind(value?.UtcTicks);
}
