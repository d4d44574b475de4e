using System.Text.Json.Nodes;

namespace Monitor.Bench.Load;

/// <summary>A province with agencies below it, and nothing else.</summary>
/// <param name="Agencies">1 to 999.</param>
internal sealed record Site(int Agencies)
{
    public const string Province = "B";

    public static string Agency(int number) => $"B-{number:000}";

    public string AgencyOf(int dossier) => Agency(dossier % Agencies);

    /// <param name="rungs">The ladder; none unless given, so that only what a scenario is about costs time.</param>
    public async Task PutAsync(Service service, CancellationToken cancellationToken, params JsonNode[] rungs)
    {
        var agencies = new JsonArray(Entry(Province, "group", parent: null));
        for (var i = 0; i < Agencies; i++)
            agencies.Add(Entry(Agency(i), "agency", Province));
        await service.PutAsync("api/v1/reference/agencies", new JsonObject { ["agencies"] = agencies }, cancellationToken);
        var policy = JsonNode.Parse(
            """
            {"id":"default","defaultCalendar":"vn-state-offices","dueSoon":{"unit":"hours","value":8},"acceptance":{"unit":"hours","value":8}}
            """)!;
        policy["rungs"] = new JsonArray(rungs);
        await service.PutAsync("api/v1/reference/policies", new JsonObject { ["policies"] = new JsonArray(policy) }, cancellationToken);
    }

    private static JsonObject Entry(string code, string kind, string? parent) => new()
    {
        ["code"] = code, ["name"] = new JsonObject { ["vi"] = code, ["en"] = code }, ["level"] = parent is null ? "province" : "department",
        ["kind"] = kind, ["parent"] = parent, ["openCatalogue"] = true,
    };
}
