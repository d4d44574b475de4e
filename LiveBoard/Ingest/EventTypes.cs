using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Grains.Interfaces.Dossiers;

namespace LiveBoard.Ingest;

/// <summary>The names of event types on the wire.</summary>
internal static class EventTypes
{
    private static readonly (byte[] Utf8, EventType Type)[] Names =
        [.. Enum.GetValues<EventType>().Where(type => type != EventType.Unknown).Select(type => (Encoding.UTF8.GetBytes(NameOf(type)), type))];

    public static ImmutableArray<string> All { get; } = [.. Names.Select(name => NameOf(name.Type))];

    public static string NameOf(EventType type) => JsonNamingPolicy.KebabCaseLower.ConvertName(type.ToString());

    /// <summary><see cref="EventType.Unknown"/> for any other text.</summary>
    public static EventType Parse(ReadOnlySpan<byte> utf8)
    {
        foreach (var (name, type) in Names)
        {
            if (utf8.SequenceEqual(name))
                return type;
        }
        return EventType.Unknown;
    }
}
