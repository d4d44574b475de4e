using Tests.Shared;
using YamlDotNet.RepresentationModel;

namespace Silo.Tests.Operations;

/// <summary>Files of the folder ops, and what is read in them.</summary>
internal static class OpsFiles
{
    public static string Folder { get; } = SharedData.InProject("ops");

    public static string Text(string path) => File.ReadAllText(Path.Combine(Folder, path));

    /// <summary>The documents of a YAML file.</summary>
    public static IEnumerable<YamlNode> Yaml(string path)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Text(path)));
        return stream.Documents.Select(document => document.RootNode);
    }

    /// <summary>The value at a path of keys; null when there is none.</summary>
    public static YamlNode? At(this YamlNode node, params string[] keys) => keys.Aggregate<string, YamlNode?>(
        node, (here, key) => here is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var next) ? next : null);

    public static string? TextAt(this YamlNode node, params string[] keys) => (node.At(keys) as YamlScalarNode)?.Value;

    public static IEnumerable<YamlNode> ListAt(this YamlNode node, params string[] keys) => (node.At(keys) as YamlSequenceNode)?.Children ?? [];

    /// <summary>The names of the runbooks.</summary>
    public static IEnumerable<string> Runbooks => Directory.EnumerateFiles(Path.Combine(Folder, "runbooks"), "*.md")
        .Select(file => Path.GetFileNameWithoutExtension(file)!).Where(name => name != "README");
}
