using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Interfaces.Escalation;

namespace LiveBoard.Wire;

/// <summary>An alert's id is one word outside.</summary>
internal sealed class AlertIdConverter : JsonConverter<AlertId>
{
    public override AlertId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && AlertId.TryParse(reader.GetString(), out var id)
            ? id
            : throw new JsonException("An alert id is expected, as the list of alerts shows it.");

    public override void Write(Utf8JsonWriter writer, AlertId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
