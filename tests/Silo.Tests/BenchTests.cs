using System.Diagnostics;
using System.Text.Json.Nodes;
using Shouldly;
using Tests.Shared;
using Xunit;

namespace Silo.Tests;

/// <summary>Each scenario of the benchmark runs to its end and says what it must. How fast is not asked here.</summary>
public sealed class BenchTests
{
    [Theory]
    [InlineData("ingest")]
    [InlineData("closing-time")]
    [InlineData("latency")]
    [InlineData("displays")]
    [InlineData("overload")]
    [InlineData("scale")]
    [InlineData("peers")]
    public Task A_scenario_runs(string scenario) => RunAsync(scenario);

    [EmbeddedTheory("these scenarios measure the embedded engine itself")]
    [InlineData("calls")]
    [InlineData("activations")]
    public Task A_scenario_of_the_engine_runs(string scenario) => RunAsync(scenario);

    private static async Task RunAsync(string scenario)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "bench.dll"), "--quick", scenario])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        if (PostgresServer.Missing is null)
            start.Environment["MONITOR_BENCH_POSTGRES"] = PostgresServer.Connection;
        using var process = System.Diagnostics.Process.Start(start)!;
        var (said, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await errors);

        var line = JsonNode.Parse((await said).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1])!;
        line["scenario"]!.GetValue<string>().ShouldBe(scenario);
        line["quick"]!.GetValue<bool>().ShouldBeTrue();
        foreach (var measure in line["measures"]!.AsArray().ShouldNotBeNull())
        {
            measure!["name"]!.GetValue<string>().ShouldNotBeEmpty();
            measure["unit"]!.GetValue<string>().ShouldNotBeEmpty();
            measure["ours"]!.GetValue<double>().ShouldBeGreaterThanOrEqualTo(0);
        }
        line["measures"]!.AsArray().Count.ShouldBePositive();
    }
}
