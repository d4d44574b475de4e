using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveBoard.Reference;

/// <summary>In YAML a code such as <c>22</c> or a name such as <c>true</c> needs no quotes: where text is expected, it is text.</summary>
internal sealed class WordAsText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => throw new JsonException("Text is expected."),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
