using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Cli.Mappings;

/// <summary>How the rows of a table become events. See ops/mappings/README.md for the language.</summary>
internal sealed record Mapping
{
    /// <summary>The <c>source</c> of every event.</summary>
    public required string Source { get; init; }

    /// <summary>IANA zone of instants that carry no offset.</summary>
    public required string Zone { get; init; }

    public RowKind Rows { get; init; }

    /// <summary>Template of the dossier's code.</summary>
    public required string Dossier { get; init; }

    /// <summary>By column: what a value stands for. A value that is not listed stands for itself.</summary>
    public Dictionary<string, Dictionary<string, string>> Values { get; init; } = [];

    /// <summary>Formats of instants beside ISO 8601, as .NET custom format strings.</summary>
    public IReadOnlyList<string> InstantFormats { get; init; } = [];

    /// <summary>Reference documents to put before the first event, in this order; files relative to the mapping.</summary>
    public IReadOnlyList<ReferenceFile> Reference { get; init; } = [];

    public required IReadOnlyList<EventMapping> Events { get; init; }

    /// <summary>Folder of the mapping's file.</summary>
    [JsonIgnore]
    public string Folder { get; init; } = ".";
}

internal enum RowKind
{
    /// <summary>Each row is one dossier; a row that repeats another's code is numbered.</summary>
    Dossier,

    /// <summary>Each row is one event, and several rows tell of one dossier.</summary>
    Event,
}

internal sealed record ReferenceFile(string Kind, string File);

/// <summary>One kind of event that a row may hold.</summary>
internal sealed record EventMapping
{
    public required string Type { get; init; }

    /// <summary>Template of the instant; where it is empty the row has no such event.</summary>
    public required string At { get; init; }

    /// <summary>Template that tells events of one dossier apart; null: the type does.</summary>
    public string? Id { get; init; }

    /// <summary>Told by every row of a dossier and taken from the first.</summary>
    public bool Once { get; init; }

    /// <summary>Template of each other field; a field whose template is empty is left out.</summary>
    public Dictionary<string, string> Fields { get; init; } = [];
}

internal static class MappingFiles
{
    private static readonly JsonSerializerOptions _strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Reads a mapping that is named by its file, or by the name of one in <paramref name="folder"/>.</summary>
    /// <exception cref="UsageException">There is none, or it cannot be read.</exception>
    public static Mapping Load(string nameOrFile, string folder)
    {
        var file = File.Exists(nameOrFile) ? nameOrFile : Path.Combine(folder, nameOrFile + ".yaml");
        if (!File.Exists(file))
            throw new UsageException($"there is no mapping '{nameOrFile}'; give a file, or one of: {string.Join(", ", Names(folder))}");
        try
        {
            var mapping = Yaml.Read(File.ReadAllText(file), file).Deserialize<Mapping>(_strict) ?? throw new UsageException($"{file} is empty");
            return mapping with { Folder = Path.GetDirectoryName(Path.GetFullPath(file))! };
        }
        catch (JsonException e)
        {
            throw new UsageException($"{file}: {e.Message}");
        }
    }

    private static IEnumerable<string?> Names(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yaml").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal) : [];
}
