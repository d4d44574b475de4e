using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
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
        var report = (await cluster.Http.GetFromJsonAsync<JsonNode>("api/v1/cluster"))!;
        var ahead = report["members"]!.AsArray().Select(member => member!["clockAheadSeconds"]!.GetValue<double>()).Order().ToArray();
        ahead[..2].ShouldBe([0, 0]);
        ahead[2].ShouldBeInRange(1, 3); // an answer that took long makes it less
        report["concerns"]!.AsArray().Select(concern => $"{concern!["code"]}").ShouldContain("clocks-differ");
    }
}
