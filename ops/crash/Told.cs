using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Monitor.Crash;

/// <summary>One event as a source tells it.</summary>
internal sealed record Told(string Id, string Source, string Dossier, string Type, DateTimeOffset At)
{
    private static readonly string[] Head = ["id", "source", "dossier", "type", "at"];

    public string? Agency { get; init; }

    public string? Procedure { get; init; }

    public string? Channel { get; init; }

    public string? Point { get; init; }

    public DateTimeOffset? Due { get; init; }

    public Units? Units { get; init; }

    public string? Reason { get; init; }

    public string? Document { get; init; }

    public string? Ground { get; init; }

    public string? Step { get; init; }

    public string? Role { get; init; }

    public string? Outcome { get; init; }

    public int? Value { get; init; }

    public int? Scale { get; init; }

    public string[]? Factors { get; init; }

    public string? Via { get; init; }

    public string? Petition { get; init; }

    [JsonIgnore]
    public (string Source, string Id) Key => (Source, Id);

    public string ToJson() => JsonSerializer.Serialize(this, ToldJson.Default.Told);

    /// <summary>The fields that only some events carry.</summary>
    public JsonObject Body()
    {
        var body = JsonSerializer.SerializeToNode(this, ToldJson.Default.Told)!.AsObject();
        foreach (var name in Head)
            body.Remove(name);
        return body;
    }
}

/// <summary>A duration that a source sets: <c>hours</c> or <c>workingDays</c>.</summary>
internal sealed record Units(string Unit, int Value)
{
    /// <summary>Where offices never close.</summary>
    [JsonIgnore]
    public TimeSpan Allowed => Unit == "hours" ? TimeSpan.FromHours(Value) : TimeSpan.FromDays(Value);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Told))]
internal sealed partial class ToldJson : JsonSerializerContext;
