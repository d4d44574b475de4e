using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Interfaces.Catalogue;

namespace Grains.Storage;

/// <summary>JSON inside rows: short, absent where unknown, readable Vietnamese.</summary>
[JsonSerializable(typeof(EventBody))]
[JsonSerializable(typeof(AlertBody))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class StorageJson : JsonSerializerContext
{
    public static StorageJson Compact { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<AllowanceUnit>() },
    });
}
