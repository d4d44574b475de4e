using System.Text.Json.Nodes;
using Shouldly;
using Silo.Tests.Process;
using Tests.Shared;
using Xunit;
using Xunit.Abstractions;

namespace Silo.Tests.Cluster;

/// <summary>Silos whose clocks disagree turn deadlines at different instants, and an operator hears which one it is.</summary>
public sealed class ClockTests(ITestOutputHelper output)
{
    [PostgresFact]
    public async Task The_silo_whose_clock_is_off_is_named()
    {
        using var database = new TempDatabase();
        await using var cluster = await ThreeSilos.StartAsync(database.Connection, ["--clock", "2026-03-03T02:00:00Z"], thirdAhead: TimeSpan.FromSeconds(3));
        var report = await OnceAllAnswerAsync(cluster);
        var ahead = ThreeSilos.Active(report).Select(member => member["clockAheadSeconds"]!.GetValue<double>()).Order().ToArray();
        ahead[..2].ShouldBe([0, 0]);
        ahead[2].ShouldBeInRange(1, 3); // Less by what an answer took, which is two seconds at the most.
        var concern = report["concerns"]!.AsArray().Where(concern => $"{concern!["code"]}" == "clocks-differ").ShouldHaveSingleItem()!;
        $"{concern["en"]}".ShouldContain($":{cluster.Port(2)})");
    }

    // On a busy machine one or the other is passed over at first.
    private async Task<JsonNode> OnceAllAnswerAsync(ThreeSilos cluster)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        using var look = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (true)
        {
            var report = await cluster.ReportAsync(output);
            if (ThreeSilos.Active(report) is { Length: 3 } silos && silos.All(silo => silo["figures"] is not null))
                return report;
            await look.WaitForNextTickAsync(patience.Token);
        }
    }
}
