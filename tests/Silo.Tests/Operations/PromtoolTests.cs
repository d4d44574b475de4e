using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Silo.Tests.Process;
using Xunit;

namespace Silo.Tests.Operations;

/// <summary>Alert rules and dashboards as Prometheus itself reads them, by the program that it checks rules with.</summary>
public sealed class PromtoolTests
{
    private static readonly string Folder = Path.Combine(OpsFiles.Folder, "alerts");

    private static IEnumerable<string> TestFiles => Directory.EnumerateFiles(Folder, "*.tests.yaml").Select(file => Path.GetFileName(file)!).Order();

    public static TheoryData<string> Tests => [.. TestFiles];

    [PromtoolFact]
    public Task Rules_can_be_read() => PassAsync("check", "rules", "monitor.yaml");

    [PromtoolTheory]
    [MemberData(nameof(Tests))]
    public Task Rules_fire_when_they_should_and_only_then(string file) => PassAsync("test", "rules", file);

    [PromtoolFact]
    public async Task Every_expression_of_a_dashboard_can_be_read()
    {
        var expressions = Directory.EnumerateFiles(Path.Combine(OpsFiles.Folder, "dashboards"), "*.json")
            .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!["panels"]!.AsArray())
            .SelectMany(panel => panel!["targets"]!.AsArray(), (_, target) => $"{target!["expr"]}".Replace("$__rate_interval", "5m", StringComparison.Ordinal))
            .ToList();
        expressions.Count.ShouldBeGreaterThan(20);
        var rules = expressions.Select((expression, at) => new { record = $"panel:{at}", expr = expression });

        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "panels.yaml"); // JSON is YAML, too.
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { groups = new[] { new { name = "panels", rules } } }));
        await PassAsync("check", "rules", file);
    }

    [Fact]
    public void Every_alert_is_tried_both_ways()
    {
        var tried = (from file in TestFiles
                     from test in OpsFiles.Yaml($"alerts/{file}").Single().ListAt("tests")
                     from look in test.ListAt("promql_expr_test")
                     select (Expression: look.TextAt("expr")!, Fires: look.ListAt("exp_samples").Any())).ToList();
        foreach (var alert in OpsFiles.Yaml("alerts/monitor.yaml").Single().ListAt("groups").SelectMany(group => group.ListAt("rules")))
        {
            var asked = $"ALERTS{{alertname=\"{alert.TextAt("alert")}\", alertstate=\"firing\"}}";
            foreach (var fires in new[] { true, false })
                tried.ShouldContain((asked, fires), $"{alert.TextAt("alert")} {(fires ? "fires" : "is silent")}");
        }
    }

    private static async Task PassAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Promtool.Program!, arguments)
        {
            WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, string.Concat(said));
    }
}

/// <summary>The program that checks rules of Prometheus; <c>ops/test</c> finds or fetches it.</summary>
internal static class Promtool
{
    private const string Variable = "MONITOR_PROMTOOL";

    public static string? Program { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    /// <summary>Why a test by it cannot run; null when it can.</summary>
    public static string? Missing { get; } =
        Program is null ? $"NOT TESTED: no promtool ({Variable} is not set; ./ops/test fetches it where apt-get has the package prometheus)" : null;
}

/// <summary>A test by promtool: skipped, and counted as skipped, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PromtoolFactAttribute : FactAttribute
{
    public PromtoolFactAttribute() => Skip = Promtool.Missing;
}

/// <summary>As <see cref="PromtoolFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PromtoolTheoryAttribute : TheoryAttribute
{
    public PromtoolTheoryAttribute() => Skip = Promtool.Missing;
}
