using System.Reflection;
using Orleans;
using Orleans.Concurrency;

namespace Architecture.Tests;

/// <summary>Contracts as text: what other versions of the program, and rows written by them, rely on.</summary>
internal static class ContractText
{
    private static readonly Assembly[] Assemblies = [Assembly.Load("Grains.Interfaces"), Assembly.Load("Grains")];

    public static IEnumerable<Type> Types { get; } =
        [.. Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("Grains.", StringComparison.Ordinal) == true)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)];

    public static IEnumerable<Type> Interfaces => Types.Where(type =>
        type.IsInterface && (typeof(IGrain).IsAssignableFrom(type) || typeof(IGrainObserver).IsAssignableFrom(type)));

    public static IEnumerable<Type> Serialized => Types.Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null);

    public static IEnumerable<string> Lines() =>
    [
        .. Interfaces.SelectMany(type => Block($"interface {type.FullName} {AliasOf(type)}", type.GetMethods().OrderBy(AliasOf, StringComparer.Ordinal).Select(Method))),
        .. Serialized.SelectMany(type => Block(
            $"{(type.IsValueType ? "struct" : "record")} {type.FullName} {AliasOf(type)}",
            Members(type).OrderBy(member => member.Id).Select(member => $"{member.Id} {member.Member.Name}: {NameOf(member.Member.PropertyType)}"))),
        .. Types.Where(type => type is { IsEnum: true, IsPublic: true }).SelectMany(type => Block(
            $"enum {type.FullName}",
            Enum.GetValues(type).Cast<object>().Select(value => $"{Convert.ToInt64(value, null)} {value}"))),
    ];

    public static IEnumerable<(uint Id, PropertyInfo Member)> Members(Type type) =>
        from member in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        let id = member.GetCustomAttribute<IdAttribute>()
        where id is not null
        select (id.Id, member);

    public static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias;

    public static string NameOf(Type type) => Nullable.GetUnderlyingType(type) is { } value ? NameOf(value) + "?"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.Name;

    private static IEnumerable<string> Block(string head, IEnumerable<string> lines) => lines.Select(line => "  " + line).Prepend(head);

    private static string Method(MethodInfo method)
    {
        var parameters = method.GetParameters().Select(parameter => NameOf(parameter.ParameterType));
        var interleaves = method.GetCustomAttribute<AlwaysInterleaveAttribute>() is null ? "" : " interleaves";
        return $"{AliasOf(method)} {method.Name}({string.Join(", ", parameters)}) -> {NameOf(method.ReturnType)}{interleaves}";
    }
}
