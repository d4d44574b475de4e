using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Cli.Mappings;
using Monitor.Cli.Screen;
using Monitor.Cli.Sending;

namespace Monitor.Cli.Commands;

/// <summary>Reference documents in files.</summary>
internal static class ReferenceFiles
{
    /// <summary>Puts the documents that a mapping needs, in its order.</summary>
    public static async Task PutAsync(Mapping? mapping, MonitorService service, ProgressScreen screen, CancellationToken cancellationToken)
    {
        foreach (var (kind, file) in mapping?.Reference ?? [])
        {
            await service.PutReferenceAsync(kind, Read(Path.Combine(mapping!.Folder, file)), cancellationToken);
            screen.Say($"reference: {kind} of {file}");
        }
    }

    /// <summary>Reads a JSON or YAML document.</summary>
    /// <exception cref="UsageException">There is none, or it cannot be read.</exception>
    public static JsonNode Read(string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"there is no file '{path}'");
        var text = File.ReadAllText(path);
        if (!path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return Yaml.Read(text, path) ?? throw new UsageException($"'{path}' is empty");
        try
        {
            return JsonNode.Parse(text) ?? throw new UsageException($"'{path}' is empty");
        }
        catch (JsonException e)
        {
            throw new UsageException($"{path}: {e.Message}");
        }
    }
}
