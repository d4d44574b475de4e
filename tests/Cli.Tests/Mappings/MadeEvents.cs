using System.Text.Json;
using Monitor.Cli.Mappings;
using Tests.Shared;

namespace Cli.Tests.Mappings;

/// <summary>The events that a mapping makes of a file, as the service would read them.</summary>
internal sealed record MadeEvent(string Id, string Dossier, string Type, DateTimeOffset At, string? Agency, DateTimeOffset? Due)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    public static List<MadeEvent> Of(string path, string mapping) => [.. Raw(path, mapping).Select(item => JsonSerializer.Deserialize<MadeEvent>(item.Json.Span, _json)!)];

    public static List<OutgoingEvent> Raw(string path, string mapping)
    {
        using var file = new EventFile(path, MappingFiles.Load(mapping, SharedData.InProject("ops/mappings")));
        file.Unreadable = (row, message) => throw new InvalidDataException($"row {row}: {message}");
        return [.. file.Read()];
    }
}
