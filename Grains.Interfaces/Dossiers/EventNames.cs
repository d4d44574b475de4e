using System.Collections.Frozen;
using System.Text.Json;

namespace Grains.Interfaces.Dossiers;

/// <summary>The names of event types in JSON: <c>supplement-requested</c> for <see cref="EventType.SupplementRequested"/>.</summary>
public static class EventNames
{
    private static readonly FrozenDictionary<EventType, string> Names = Enum.GetValues<EventType>()
        .ToFrozenDictionary(type => type, type => JsonNamingPolicy.KebabCaseLower.ConvertName(type.ToString()));

    private static readonly FrozenDictionary<string, EventType> Types = Names.Where(pair => pair.Key != EventType.Unknown)
        .ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static IEnumerable<string> All => Types.Keys;

    public static string Of(EventType type) => Names[type];

    public static bool TryParse(string name, out EventType type) => Types.TryGetValue(name, out type);
}
