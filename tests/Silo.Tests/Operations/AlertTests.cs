using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LiveBoard.Operations;
using Shouldly;
using Tests.Shared;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Silo.Tests.Operations;

/// <summary>Alert rules and dashboards ask for metrics that there are, and every alert leads to a page that helps.</summary>
public sealed partial class AlertTests
{
    // Of the node exporter, which runs on the machines and not here.
    private static readonly string[] Outside = ["node_filesystem_avail_bytes", "node_filesystem_size_bytes", "node_time_seconds", "node_timex_offset_seconds", "node_timex_sync_status"];

    // What nobody is called for: it is begun by hand.
    private static readonly string[] ByHand = ["restore"];

    private static IEnumerable<YamlNode> Alerts => OpsFiles.Yaml("alerts/monitor.yaml").Single().ListAt("groups").SelectMany(group => group.ListAt("rules"));

    [Fact]
    public void Every_alert_says_what_why_how_bad_and_where_to_look()
    {
        foreach (var alert in Alerts)
        {
            var name = alert.TextAt("alert").ShouldNotBeNull();
            foreach (var field in new[] { "summary", "why", "runbook" })
                alert.TextAt("annotations", field).ShouldNotBeNullOrWhiteSpace($"{name}: {field}");
            alert.TextAt("annotations", "summary")!.ShouldContain(" · ", customMessage: $"{name}: Vietnamese first, then English");
            alert.TextAt("labels", "severity").ShouldBeOneOf("page", "ticket");
            alert.TextAt("for").ShouldNotBeNull(name);
            Balanced(alert.TextAt("expr")!).ShouldBeTrue(name);
        }

        Alerts.Select(alert => alert.TextAt("alert")).ShouldBeUnique();
    }

    [Fact]
    public void Every_runbook_has_its_alert_and_every_alert_its_runbook() =>
        Alerts.Select(alert => alert.TextAt("annotations", "runbook")!).Concat(ByHand).Distinct().Order().ShouldBe(OpsFiles.Runbooks.Order());

    [Fact]
    public void The_list_of_runbooks_is_complete()
    {
        var listed = OpsFiles.Text("runbooks/README.md").Split('\n').Where(line => line.StartsWith("| [", StringComparison.Ordinal))
            .Select(line => line.Split('[', ']')[1]);
        listed.Order().ShouldBe(OpsFiles.Runbooks.Order());
    }

    [Fact]
    public void Alerts_ask_for_metrics_that_there_are()
    {
        foreach (var alert in Alerts)
            Unknown(alert.TextAt("expr")!).ShouldBeEmpty(alert.TextAt("alert"));
    }

    [Fact]
    public void Dashboards_ask_for_metrics_that_there_are()
    {
        var files = Directory.GetFiles(Path.Combine(OpsFiles.Folder, "dashboards"), "*.json");
        files.ShouldNotBeEmpty();
        foreach (var file in files)
        {
            var panels = JsonNode.Parse(File.ReadAllText(file))!["panels"]!.AsArray();
            panels.Select(panel => panel!["id"]!.GetValue<int>()).ShouldBeUnique(file);
            foreach (var target in panels.SelectMany(panel => panel!["targets"]!.AsArray()))
                Unknown($"{target!["expr"]}").ShouldBeEmpty($"{file}: {target}");
        }
    }

    [Fact]
    public void Bounds_are_those_of_the_operators_screen()
    {
        Expression("DeadlinesCountedLate").ShouldEndWith($"> {ClusterReview.LateBoardSeconds}");
        Expression("BoardsLag").ShouldEndWith($"> {ClusterReview.LateBoardSeconds}");
        Expression("ClockSkew").ShouldEndWith($"> {ClusterReview.ClockSkewSeconds.ToString(CultureInfo.InvariantCulture)}");
        Expression("RungsStoredLate").ShouldEndWith($"> {ClusterReview.LateRungSeconds}");
        Expression("CommitsSlow").ShouldEndWith($"> {ClusterReview.SlowCommitSeconds}");
        Expression("DiskFilling").ShouldEndWith($"< {ClusterReview.LittleRoom.ToString(CultureInfo.InvariantCulture)}");
    }

    private static string Expression(string alert) => Alerts.Single(rule => rule.TextAt("alert") == alert).TextAt("expr")!;

    // Words that are not followed by a bracket and hold an underscore: in these files, the metrics and nothing else.
    private static IEnumerable<string> Unknown(string expression) =>
        MetricName().Matches(Quoted().Replace(expression, "")).Select(match => match.Value).Except(Known()).Except(Outside);

    /// <summary>The names that Prometheus gives to what docs/metrics.md lists.</summary>
    private static IEnumerable<string> Known() =>
        from line in File.ReadLines(SharedData.InProject("docs/metrics.md"))
        where line.StartsWith("| `", StringComparison.Ordinal) && line.Contains("`DossierMonitor.", StringComparison.Ordinal)
        let cells = line.Split('|', StringSplitOptions.TrimEntries).Select(cell => cell.Trim('`')).ToArray()
        let name = cells[1].Replace('.', '_') + cells[4] switch { "s" => "_seconds", "By" => "_bytes", _ => "" }
        from known in cells[3] switch
        {
            "histogram" => new[] { name + "_bucket", name + "_sum", name + "_count" },
            "counter" => [name + "_total"],
            _ => [name],
        }
        select known;

    private static bool Balanced(string expression) => expression.Count(c => c == '(') == expression.Count(c => c == ')')
        && expression.Count(c => c == '{') == expression.Count(c => c == '}') && expression.Count(c => c == '"') % 2 == 0;

    [GeneratedRegex("\"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(?!(?:max_over_time|histogram_quantile|day_of_week|__rate_interval)\b)[a-z]+(?:_[a-z]+)+\b(?!\s*\()", RegexOptions.None, 1000)]
    private static partial Regex MetricName();
}
