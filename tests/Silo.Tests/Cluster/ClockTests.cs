using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Silo.Tests.Process;
using Tests.Shared;
using Xunit;

namespace Silo.Tests.Cluster;

/// <summary>Silos whose clocks disagree turn deadlines at different instants, and an operator hears which one it is.</summary>
public sealed class ClockTests
{
    [PostgresFact]
    public async Task The_silo_whose_clock_is_off_is_named()
    {
        using var database = new TempDatabase();
        await using var cluster = await ThreeSilos.StartAsync(database.Connection, ["--clock", "2026-03-03T02:00:00Z"], thirdAhead: TimeSpan.FromSeconds(3));
        var report = await OnceAllAnswerAsync(cluster.Http);
        var ahead = report["members"]!.AsArray().Select(member => member!["clockAheadSeconds"]!.GetValue<double>()).Order().ToArray();
        ahead[..2].ShouldBe([0, 0]);
        ahead[2].ShouldBeInRange(1, 3); // Less by what an answer took, which is two seconds at the most.
        report["concerns"]!.AsArray().Select(concern => $"{concern!["code"]}").ShouldContain("clocks-differ");
    }

    // On a busy machine one or the other is passed over at first.
    private static async Task<JsonNode> OnceAllAnswerAsync(HttpClient http)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        using var look = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (true)
        {
            var report = (await http.GetFromJsonAsync<JsonNode>("api/v1/cluster", patience.Token))!;
            if (report["members"] is JsonArray { Count: 3 } members && members.All(member => member!["figures"] is not null))
                return report;
            await look.WaitForNextTickAsync(patience.Token);
        }
    }
}
