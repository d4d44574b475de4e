using System.Text.Json;
using System.Text.Json.Serialization;

namespace Grains.Catalogue;

/// <summary>Reference documents as JSON, the same in storage as over HTTP. A field that is missing keeps its default.</summary>
public static class ReferenceJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };
}
