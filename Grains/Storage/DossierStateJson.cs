using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Dossiers;

namespace Grains.Storage;

/// <summary>The payload of a dossier's row: UTF-8 JSON without nulls, so that fields can be added and old rows still read.</summary>
internal static class DossierStateJson
{
    // Not source-generated: that would set a missing field to null, where this keeps the record's own default.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static byte[] Write(DossierState state) => JsonSerializer.SerializeToUtf8Bytes(state, DossierStateWriting.Default.DossierState);

    /// <summary>What <see cref="Write"/> must equal.</summary>
    internal static byte[] WriteByReflection(DossierState state) => JsonSerializer.SerializeToUtf8Bytes(state, Options);

    /// <param name="payload">Of a row, or of the archive.</param>
    public static DossierState Read(byte[] payload) => JsonSerializer.Deserialize<DossierState>(Payloads.Expand(payload), Options) ?? DossierState.Empty;

    /// <summary>The pin alone, some ten times as fast: everything else is passed over.</summary>
    public static RulePin? ReadPin(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            var isPin = reader.ValueTextEquals("pin"u8);
            reader.Read();
            if (isPin)
                return JsonSerializer.Deserialize<RulePin>(ref reader, Options);
            reader.Skip();
        }

        return null;
    }
}

/// <summary>For writing alone, which happens for each event, and half as dear as by reflection.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(DossierState))]
internal sealed partial class DossierStateWriting : JsonSerializerContext;
