using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Silo.Tests.Process;
using Tests.Shared;
using Xunit;
using Xunit.Abstractions;

namespace Silo.Tests.Cluster;

/// <summary>Agencies are spread over the silos there are, whichever was first, and all are awake whichever goes.</summary>
public sealed class HomesTests(ITestOutputHelper output)
{
    private const int Agencies = 40;

    [PostgresFact]
    public async Task Agencies_move_to_a_silo_that_joins_and_wake_elsewhere_when_it_is_killed()
    {
        using var database = new TempDatabase();
        await using var cluster = await ThreeSilos.StartAsync(database.Connection);
        await FillAsync(cluster.Http);
        await SpreadAsync(cluster, silos: 3);

        await cluster.KillAsync(silo: 2);
        await SpreadAsync(cluster, silos: 2);
        (await OpenAsync(cluster.Http)).ShouldBe(Agencies);

        await cluster.StartAgainAsync(silo: 2);
        await SpreadAsync(cluster, silos: 3);
        (await OpenAsync(cluster.Http)).ShouldBe(Agencies);
    }

    private static async Task FillAsync(HttpClient http)
    {
        var agencies = Enumerable.Range(0, Agencies).Select(i => new JsonObject { ["code"] = $"A{i}", ["name"] = Name($"A{i}"), ["parent"] = "P", ["openCatalogue"] = true });
        var all = new JsonArray([new JsonObject { ["code"] = "P", ["name"] = Name("P"), ["kind"] = "group" }, .. agencies]);
        using var put = await http.PutAsJsonAsync("api/v1/reference/agencies", new JsonObject { ["agencies"] = all });
        put.IsSuccessStatusCode.ShouldBeTrue(await put.Content.ReadAsStringAsync());
        var lines = Enumerable.Range(0, Agencies).Select(i =>
            $$"""{"id":"h{{i}}","source":"homes","dossier":"H-{{i}}","type":"received","at":"{{TimeProvider.System.GetUtcNow().AddMinutes(-1):O}}","due":"2099-01-04T03:00:00Z","agency":"A{{i}}","procedure":"any"}""");
        using var sent = await http.PostAsync("api/v1/events", new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson"));
        (await sent.Content.ReadFromJsonAsync<JsonNode>())!["applied"]!.GetValue<int>().ShouldBe(Agencies);
    }

    private static JsonObject Name(string code) => new() { ["vi"] = code, ["en"] = code };

    // By its own count each silo has some, and together they have all: the children and the group.
    private async Task SpreadAsync(ThreeSilos cluster, int silos)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        using var look = new PeriodicTimer(TimeSpan.FromSeconds(1));
        int[] counts;
        do
            counts = Counts(await cluster.ReportAsync(output));
        while ((counts.Length != silos || counts.Sum() != Agencies + 1 || counts.Min() == 0)
            && !patience.IsCancellationRequested && await look.WaitForNextTickAsync(CancellationToken.None));
        var told = $"{string.Join(' ', counts)}\n{cluster.Tell()}";
        counts.Length.ShouldBe(silos, told);
        counts.Sum().ShouldBe(Agencies + 1, told);
        counts.Min().ShouldBeGreaterThan(Agencies / silos / 3, told);
    }

    private static int[] Counts(JsonNode report) =>
        [.. ThreeSilos.Active(report).Select(member => member["activations"]!.AsArray().Where(kind => $"{kind!["kind"]}" == "agency").Sum(kind => kind!["count"]!.GetValue<int>()))];

    private static async Task<int> OpenAsync(HttpClient http) =>
        (await http.GetFromJsonAsync<JsonNode>("api/v1/boards/P"))!["figures"]!["open"]!.GetValue<int>();
}
