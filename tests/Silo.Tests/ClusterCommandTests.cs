using System.Text.Json.Nodes;
using Shouldly;
using Silo.Tests.Process;
using Xunit;

namespace Silo.Tests;

/// <summary>What an operator asks first, of the whole program.</summary>
public sealed class ClusterCommandTests
{
    [Fact]
    public async Task One_process_that_is_well_says_so_and_one_that_is_gone_is_missed()
    {
        using var data = new TempFolder();
        await using var monitor = await MonitorProcess.StartAsync(data.Path);

        var (code, said) = await CommandLineProcess.RunAsync("cluster", "--json", "--url", $"{monitor.Url}");
        var report = JsonNode.Parse(said)!;
        report["concerns"]!.AsArray().ShouldBeEmpty();
        code.ShouldBe(0);
        var member = report["members"]!.AsArray().ShouldHaveSingleItem()!;
        member["figures"]!["version"]!.GetValue<string>().ShouldBe(report["version"]!.GetValue<string>());
        member["activations"]!.AsArray().ShouldAllBe(kind => kind!["count"]!.GetValue<int>() > 0);
        member["activations"]!.AsArray().ShouldNotBeEmpty();
        report["workload"]!["databaseBytes"]!.GetValue<long>().ShouldBeGreaterThan(0);
        report["nextMinute"]!["overdue"]!.GetValue<long>().ShouldBe(0);
        (await CommandLineProcess.RunAsync("cluster", "--url", $"{monitor.Url}")).Said.ShouldContain("✓ bình thường · all is well");

        await monitor.KillAsync();
        (await CommandLineProcess.RunAsync("cluster", "--url", $"{monitor.Url}")).Code.ShouldBe(1);
    }
}
