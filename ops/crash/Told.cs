using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Crash;

/// <summary>One event as a source tells it.</summary>
internal sealed record Told(string Id, string Source, string Dossier, string Type, DateTimeOffset At)
{
    public string? Agency { get; init; }

    public string? Point { get; init; }

    public string? Procedure { get; init; }

    public DateTimeOffset? Due { get; init; }

    public string? Step { get; init; }

    public int? Scale { get; init; }

    public int? Value { get; init; }

    [JsonIgnore]
    public (string Source, string Id) Key => (Source, Id);

    public string ToJson() => JsonSerializer.Serialize(this, ToldJson.Default.Told);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Told))]
[JsonSerializable(typeof(Body))]
internal sealed partial class ToldJson : JsonSerializerContext;
