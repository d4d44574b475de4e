using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Grains.Interfaces.Escalation;
using LiveBoard.Wire;

namespace LiveBoard.Tests.Wire;

/// <summary>The wire's types in TypeScript, told by the very options that write the JSON, so that names and words cannot drift apart.</summary>
internal sealed class TypeScript
{
    private readonly SortedDictionary<string, string> _declarations = new(StringComparer.Ordinal);

    public static string Of(params Type[] roots)
    {
        var script = new TypeScript();
        foreach (var root in roots)
            script.NameOf(root);
        return "// Generated from the C# contract; see TypeScriptTests. Do not edit.\n\n" + string.Join("\n", script._declarations.Values)
            + "\nexport type Frame = SnapshotFrame | DeltaFrame | BeatFrame;\n";
    }

    private string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return NameOf(value) + " | null";
        if (type == typeof(bool))
            return "boolean";
        if (type == typeof(int) || type == typeof(long) || type == typeof(double) || type == typeof(decimal))
            return "number";
        if (type == typeof(string) || type == typeof(DateTimeOffset) || type == typeof(DateOnly) || type == typeof(TimeOnly) || type == typeof(AlertId))
            return "string";
        if (type.IsEnum)
            return Declare(type, () => $"export type {type.Name} = {string.Join(" | ", Enum.GetValues(type).Cast<object>().Select(member => Quoted(member, type)))};\n");
        var info = WireJson.Options.GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Dictionary => $"Record<string, {NameOf(info.ElementType!)}>",
            JsonTypeInfoKind.Enumerable => $"readonly {Element(NameOf(info.ElementType!))}[]",
            JsonTypeInfoKind.Object => Declare(type, () => Interface(info)),
            _ => throw new NotSupportedException($"{type} has no form in TypeScript yet."),
        };
    }

    private string Declare(Type type, Func<string> declaration)
    {
        if (_declarations.TryAdd(type.Name, ""))
            _declarations[type.Name] = declaration();
        return type.Name;
    }

    private string Interface(JsonTypeInfo info)
    {
        var text = new StringBuilder($"export interface {info.Type.Name} {{\n");
        foreach (var property in info.Properties.OrderBy(property => property.Order))
            text.Append("  ").Append(Member(info.Type, property)).Append(";\n");
        return text.Append("}\n").ToString();
    }

    private string Member(Type owner, JsonPropertyInfo property)
    {
        if (owner.IsSubclassOf(typeof(Frame)) && property.Name == "kind")
            return $"readonly kind: '{((Frame)RuntimeHelpers.GetUninitializedObject(owner)).Kind}'";
        var ignored = property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), true).Length > 0;
        var type = ignored && Nullable.GetUnderlyingType(property.PropertyType) is { } present ? present : property.PropertyType;
        var orNull = !ignored && !type.IsValueType && property.IsGetNullable ? " | null" : "";
        return $"readonly {property.Name}{(ignored ? "?" : "")}: {NameOf(type)}{orNull}";
    }

    private static string Element(string name) => name.Contains(' ', StringComparison.Ordinal) ? $"({name})" : name;

    private static string Quoted(object member, Type type) => JsonSerializer.Serialize(member, type, WireJson.Options).Replace('"', '\'');
}
