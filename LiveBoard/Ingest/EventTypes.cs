using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Grains.Interfaces.Dossiers;

namespace LiveBoard.Ingest;

/// <summary>The names of event types on the wire.</summary>
internal static class EventTypes
{
    private static readonly FrozenDictionary<string, EventType> Types =
        Enum.GetValues<EventType>().Where(type => type != EventType.Unknown).ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    public static ImmutableArray<string> All { get; } = [.. Types.OrderBy(name => name.Value).Select(name => name.Key)];

    public static string NameOf(EventType type) => JsonNamingPolicy.KebabCaseLower.ConvertName(type.ToString());

    /// <summary><see cref="EventType.Unknown"/> for any other text.</summary>
    public static EventType Parse(string text) => Types.GetValueOrDefault(text);
}
