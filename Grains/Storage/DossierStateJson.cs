using System.Text.Json.Serialization;
using Grains.Dossiers;

namespace Grains.Storage;

/// <summary>The payload of a dossier's row: UTF-8 JSON without nulls, so that fields can be added and old rows still read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(DossierState))]
internal sealed partial class DossierStateJson : JsonSerializerContext;
