using System.Collections;
using System.Globalization;
using System.Reflection;
using Orleans;

namespace Architecture.Tests.Wire;

/// <summary>What a value holds, as text: members by their numbers, so that it reads the same in every version.</summary>
internal static class Telling
{
    /// <param name="counts">Which members, by the alias of their contract and their number.</param>
    public static string Of(object? value, Func<string, uint, bool> counts) => value switch
    {
        null => "-",
        string text => text,
        DateTimeOffset instant => instant.ToString("o", CultureInfo.InvariantCulture),
        _ when value.GetType().GetCustomAttribute<GenerateSerializerAttribute>() is not null => Members(value, counts),
        IDictionary map => $"{{{string.Join(", ", map.Keys.Cast<object>().Select(key => $"{Of(key, counts)}: {Of(map[key], counts)}"))}}}",
        IEnumerable many => $"[{string.Join(", ", many.Cast<object?>().Select(one => Of(one, counts)))}]",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Members(object value, Func<string, uint, bool> counts)
    {
        var alias = ContractText.AliasOf(value.GetType())!;
        var members = from member in ContractText.Members(value.GetType())
                      where counts(alias, member.Id)
                      orderby member.Id
                      select $"{member.Id}={Of(member.Member.GetValue(value), counts)}";
        return $"{alias}({string.Join(", ", members)})";
    }
}
