using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Monitor.Cli.Mappings;

/// <summary>Writes an event as a line of JSON.</summary>
internal static class EventJson
{
    /// <summary>Fields that hold whole numbers; all others hold text.</summary>
    public static IReadOnlySet<string> Numbers { get; } = new HashSet<string> { "value", "scale" };

    /// <summary>Fields that hold instants.</summary>
    public static IReadOnlySet<string> Instants { get; } = new HashSet<string> { "due" };

    /// <summary>Every field of an event beside those that all events have.</summary>
    public static IReadOnlySet<string> Fields { get; } = new HashSet<string>(
        ["agency", "procedure", "channel", "point", "reason", "document", "ground", "step", "role", "outcome", "via", "petition", .. Numbers, .. Instants]);

    // Vietnamese stays readable; the body is never put into a page.
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static OutgoingEvent Write(
        string source, string dossier, string id, string type, DateTimeOffset at, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("source", source);
            json.WriteString("dossier", dossier);
            json.WriteString("type", type);
            json.WriteString("at", Text(at));
            foreach (var (name, value) in fields)
            {
                if (Numbers.Contains(name))
                    json.WriteNumber(name, int.Parse(value, CultureInfo.InvariantCulture));
                else
                    json.WriteString(name, value);
            }
            json.WriteEndObject();
        }
        return new OutgoingEvent(dossier, at, type, buffer.WrittenMemory);
    }

    public static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);
}
