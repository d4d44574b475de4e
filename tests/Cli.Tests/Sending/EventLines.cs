using Monitor.Cli.Mappings;

namespace Cli.Tests.Sending;

/// <summary>A file of events that is deleted with the test.</summary>
internal sealed class EventLines : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public EventLines(params IEnumerable<string> lines)
    {
        var path = Path.Combine(_folder, "events.ndjson");
        File.WriteAllLines(path, lines);
        Events = new EventFile(path, mapping: null);
    }

    public EventFile Events { get; }

    public static string Line(string dossier, int number, string at, string type = "step") =>
        $$"""{"id":"{{dossier}}-{{number}}","source":"t","dossier":"{{dossier}}","type":"{{type}}","at":"{{at}}"}""";

    public void Dispose()
    {
        Events.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
