using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;

namespace Architecture.Tests.Wire;

/// <summary>One value of each contract, the same in every version: what a member holds follows from its number and its type alone.</summary>
internal static class Sample
{
    private static readonly DateTimeOffset Instant = new(2026, 11, 20, 17, 30, 0, TimeSpan.FromHours(7));

    public static object Of(Type contract)
    {
        var value = RuntimeHelpers.GetUninitializedObject(contract);
        foreach (var (id, member) in ContractText.Members(contract))
            Set(member, value, Value(member.PropertyType, id));
        return value;
    }

    private static void Set(PropertyInfo member, object value, object? held)
    {
        if (member.SetMethod is not null)
            member.SetValue(value, held);
        else
            member.DeclaringType!.GetField($"<{member.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(value, held);
    }

    private static object Value(Type type, uint id) => Nullable.GetUnderlyingType(type) is { } inner ? Value(inner, id)
        : type == typeof(string) ? $"văn bản {id}"
        : type == typeof(bool) ? true
        : type == typeof(int) ? 1_000 + (int)id
        : type == typeof(long) ? 1_000_000_000_000 + id
        : type == typeof(double) ? id + 0.5
        : type == typeof(decimal) ? id + 0.25m
        : type == typeof(DateTimeOffset) ? Instant.AddMinutes(id)
        : type == typeof(DateOnly) ? DateOnly.FromDateTime(Instant.Date).AddDays((int)id)
        : type == typeof(TimeOnly) ? new TimeOnly(7, 30).AddMinutes(id)
        : type == typeof(TimeSpan) ? TimeSpan.FromMinutes(id + 1)
        : type.IsEnum ? Enum.GetValues(type).Cast<object>().Take(2).Last()
        : type.IsGenericType ? Filled(type, id)
        : type.GetCustomAttribute<GenerateSerializerAttribute>() is not null ? Of(type)
        : throw new NotSupportedException($"Say what a {type} holds in a sample.");

    private static object Filled(Type type, uint id)
    {
        var held = type.GetGenericArguments();
        var name = type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? nameof(Array) : nameof(Map);
        return typeof(Sample).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(held)
            .Invoke(null, [.. held.Select(one => Value(one, id))])!;
    }

    private static ImmutableArray<T> Array<T>(T one) => [one];

    private static ImmutableDictionary<TKey, TValue> Map<TKey, TValue>(TKey key, TValue value)
        where TKey : notnull => ImmutableDictionary<TKey, TValue>.Empty.Add(key, value);
}
