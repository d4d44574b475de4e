using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Cli.Commands;
using Monitor.Cli.Screen;
using Monitor.Cli.Sending;
using Monitor.Demo;

namespace Monitor.Cli.Simulating;

/// <summary>The demo's province as its files tell it.</summary>
internal sealed class DemoFiles(string folder)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);
    private static readonly string[] _communeLevels = ["ward", "commune", "specialZone"];

    public Province Province(ulong seed)
    {
        var communes = Items("agencies").Where(agency => _communeLevels.Contains(Text(agency, "level"))).Select(agency => Text(agency, "code"));
        var hours = Items("procedures").ToDictionary(procedure => Text(procedure, "code"), procedure => Hours(procedure["duration"]!));
        return new Province(Shape(), [.. communes], hours, seed);
    }

    /// <summary>A province of agencies that the service knows already; every dossier brings its own due date.</summary>
    public Province Of(IReadOnlyList<string> agencies, ulong seed) =>
        new(Shape() with { Departments = [] }, agencies, new Dictionary<string, double>(), seed);

    public async Task PutAsync(MonitorService service, ProgressScreen screen, CancellationToken cancellationToken)
    {
        foreach (var (kind, file) in new[] { ("calendars", "../calendars/vn-state-offices.json"), ("agencies", "agencies.yaml"), ("procedures", "procedures.yaml"), ("policies", "policies.yaml") })
        {
            await service.PutReferenceAsync(kind, ReferenceFiles.Read(Path.Combine(folder, file)), cancellationToken);
            screen.Say($"reference: {kind}");
        }
    }

    private Shape Shape() => ReferenceFiles.Read(Path.Combine(folder, "shape.yaml")).Deserialize<Shape>(_json)!;

    private IEnumerable<JsonNode> Items(string kind) => ReferenceFiles.Read(Path.Combine(folder, kind + ".yaml"))[kind]!.AsArray().Select(item => item!);

    // Calendar days as if five of seven were worked.
    private static double Hours(JsonNode duration) => Text(duration, "unit") switch
    {
        "hours" => Value(duration),
        "workingDays" => 8 * Value(duration),
        _ => 8 * Value(duration) * 5 / 7,
    };

    private static double Value(JsonNode duration) => (double)duration["value"]!.GetValue<decimal>();

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
