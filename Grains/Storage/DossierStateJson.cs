using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Dossiers;

namespace Grains.Storage;

/// <summary>The payload of a dossier's row: UTF-8 JSON without nulls, so that fields can be added and old rows still read.</summary>
internal static class DossierStateJson
{
    // Not source-generated: that would set a missing field to null, where this keeps the record's own default.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static byte[] Write(DossierState state) => JsonSerializer.SerializeToUtf8Bytes(state, Options);

    public static DossierState Read(byte[] payload) => JsonSerializer.Deserialize<DossierState>(payload, Options) ?? DossierState.Empty;
}
