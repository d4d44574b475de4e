using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Monitor.Cli.BackUps;

/// <summary>What a back-up holds, as written beside it: names are stored names, never rename one.</summary>
internal sealed record Manifest
{
    public const string FileName = "manifest.json";

    private const int Newest = 1;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
    };

    /// <summary>Of this document.</summary>
    public int Format { get; init; } = Newest;

    /// <summary>Version of the program that wrote it.</summary>
    public string Program { get; init; } = Assembly.GetExecutingAssembly().GetName().Version!.ToString(3);

    /// <summary><c>sqlite</c> or <c>postgres</c>.</summary>
    public required string Storage { get; init; }

    /// <summary>Schema of the PostgreSQL database that the tables stood in; null for SQLite.</summary>
    public string? Namespace { get; init; }

    /// <summary>The back-up holds what was committed by this instant, and perhaps a little more.</summary>
    public required DateTimeOffset At { get; init; }

    public required Holdings Holds { get; init; }

    public required IReadOnlyList<StoredFile> Files { get; init; }

    /// <exception cref="FailedException">There is none, or this program cannot read it.</exception>
    public static Manifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw new UsageException($"'{folder}' is no back-up: it has no {FileName}");
        try
        {
            var manifest = JsonSerializer.Deserialize<Manifest>(File.ReadAllText(path), _json);
            return manifest?.Format switch
            {
                null => throw new FailedException($"{path} is empty"),
                <= Newest => manifest,
                _ => throw new FailedException($"{path} was written by a newer program ({manifest.Program}); restore it with that one"),
            };
        }
        catch (JsonException e)
        {
            throw new FailedException($"{path} cannot be read: {e.Message}", e);
        }
    }

    public void Write(string folder)
    {
        using var file = new FileStream(Path.Combine(folder, FileName), FileMode.CreateNew);
        JsonSerializer.Serialize(file, this, _json);
        file.Flush(flushToDisk: true);
    }
}

/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Of its content, in lower-case hexadecimal.</param>
internal sealed record StoredFile(string Name, long Bytes, string Sha256);
