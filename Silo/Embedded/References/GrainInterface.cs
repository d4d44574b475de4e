using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;

namespace Orleans.Runtime;

/// <summary>The methods of a grain or observer interface, those it inherits included.</summary>
internal sealed class GrainInterface
{
    private static readonly ConcurrentDictionary<Type, GrainInterface> s_known = new();

    private GrainInterface(Type type)
    {
        if (!type.IsInterface)
            throw new ArgumentException($"{type} is not an interface.", nameof(type));
        Methods = type.GetInterfaces().Append(type)
            .SelectMany(static part => part.GetMethods())
            .Where(static method => method.IsAbstract)
            .ToFrozenDictionary(static method => method, GrainMethod.Of);
    }

    public FrozenDictionary<MethodInfo, GrainMethod> Methods { get; }

    public static GrainInterface Of(Type type) => s_known.GetOrAdd(type, static type => new(type));
}
