using System.Reflection;

namespace Orleans.Runtime;

/// <summary>
/// Base of the proxies that stand for grains and observers. Two references are equal when they lead to the same one.
/// </summary>
internal class Reference : DispatchProxy, IAddressable, IEquatable<Reference>
{
    private GrainInterface? _interface;
    private Destination? _destination;
    private string? _key;

    public Destination Destination => _destination!;

    public string Key => _key!;

    public GrainId GrainId => new(Destination.Traits.GrainType, IdSpan.Create(Key));

    public static T Create<T>(GrainInterface grainInterface, Destination destination, string key)
    {
        var reference = (Reference)Blank<T>.Proxy.MemberwiseClone();
        reference._interface = grainInterface;
        reference._destination = destination;
        reference._key = key;
        return (T)(object)reference;
    }

    public bool Equals(Reference? other) =>
        other is not null && other.Destination == Destination && string.Equals(other.Key, Key, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as Reference);

    public override int GetHashCode() => HashCode.Combine(Destination, Key);

    public override string ToString() => GrainId.ToString();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _interface!.Methods[targetMethod!].Call(this, args ?? []);

    // Copied for each reference: building a proxy anew looks its constructor up, which takes ten times as long.
    private static class Blank<T>
    {
        public static readonly Reference Proxy = (Reference)(object)Create<T, Reference>()!;
    }
}
