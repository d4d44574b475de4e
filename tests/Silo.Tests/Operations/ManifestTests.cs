using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using LiveBoard.Hosting;
using Shouldly;
using Tests.Shared;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Silo.Tests.Operations;

/// <summary>Units and manifests give programs options that they take, and ask for pages that they serve. None of them is run here.</summary>
public sealed partial class ManifestTests
{
    public static TheoryData<string> Units => [.. Directory.EnumerateFiles(Path.Combine(OpsFiles.Folder, "systemd")).Select(file => Path.GetFileName(file)!)];

    private static IEnumerable<YamlNode> Kubernetes => OpsFiles.Yaml("kubernetes/monitor.yaml");

    private static IEnumerable<YamlNode> Containers => Kubernetes.SelectMany(document => document.ListAt("spec", "template", "spec", "containers"));

    [Theory, MemberData(nameof(Units))]
    public void A_unit_starts_a_program_with_options_that_it_takes(string unit)
    {
        var text = OpsFiles.Text($"systemd/{unit}");
        var start = Setting(text, "ExecStart").Split(' ');
        start[0].ShouldBe("/usr/bin/dotnet");
        ShouldTake(start[1], start[2..]);
        foreach (var line in new[] { "KillSignal=SIGTERM", "Restart=always", "NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=" })
            text.ShouldContain($"\n{line}\n", customMessage: unit);
        int.Parse(Setting(text, "TimeoutStopSec"), CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(60);
    }

    [SystemdTheory, MemberData(nameof(Units))]
    public async Task Systemd_finds_no_fault_in_a_unit(string unit)
    {
        var start = new ProcessStartInfo("systemd-analyze", ["verify", "--man=no", Path.Combine(OpsFiles.Folder, "systemd", unit)]) { UseShellExecute = false, RedirectStandardError = true };
        using var verify = System.Diagnostics.Process.Start(start)!;
        var said = await verify.StandardError.ReadToEndAsync();
        await verify.WaitForExitAsync();
        // It looks at the units of the machine as well, and for programs that need not be here.
        said.Split('\n').Where(line => line.Contains(unit, StringComparison.Ordinal) && !line.Contains("is not executable", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Containers_of_Kubernetes_take_their_options_and_probe_what_is_served()
    {
        Containers.Count().ShouldBe(2);
        foreach (var container in Containers)
        {
            var command = container.ListAt("command").Select(word => $"{word}").ToArray();
            ShouldTake(command[1], command[2..]);
            container.TextAt("livenessProbe", "httpGet", "path").ShouldBe("/health/live", "alive says nothing of storage");
            container.TextAt("startupProbe", "httpGet", "path").ShouldBe("/health/live");
            container.TextAt("readinessProbe", "httpGet", "path").ShouldBe("/health/ready");
            var ports = container.ListAt("ports").ToDictionary(port => port.TextAt("name")!, port => port.TextAt("containerPort")!);
            foreach (var probe in new[] { "livenessProbe", "readinessProbe", "startupProbe" })
                ports.Keys.ShouldContain(container.TextAt(probe, "httpGet", "port")!);
            foreach (var (name, port) in ports)
                command.ShouldContain(word => word == $"--{OptionOf(name)}={port}", $"{name}");
            container.TextAt("securityContext", "readOnlyRootFilesystem").ShouldBe("true");
        }
    }

    [Fact]
    public void Services_and_policies_of_Kubernetes_name_ports_and_labels_that_there_are()
    {
        var names = Containers.SelectMany(container => container.ListAt("ports")).Select(port => port.TextAt("name")).ToList();
        var parts = Kubernetes.Select(document => document.TextAt("spec", "template", "metadata", "labels", "part")).OfType<string>().ToList();
        foreach (var service in Kubernetes.Where(document => document.TextAt("kind") == "Service"))
        {
            parts.ShouldContain(service.TextAt("spec", "selector", "part"));
            foreach (var port in service.ListAt("spec", "ports"))
                names.ShouldContain(port.TextAt("targetPort") ?? port.TextAt("name"));
        }

        var policy = Kubernetes.Single(document => document.TextAt("kind") == "NetworkPolicy");
        var open = policy.ListAt("spec", "ingress").Where(rule => rule.At("from") is null).SelectMany(rule => rule.ListAt("ports")).Select(port => port.TextAt("port"));
        open.ShouldBe(["health"], "silos and gateways speak without passwords");
    }

    [Fact]
    public void The_compose_file_starts_programs_with_options_that_they_take_and_shows_only_the_board()
    {
        var compose = OpsFiles.Yaml("containers/compose.yaml").Single();
        var services = ((YamlMappingNode)compose.At("services")!).Children.ToDictionary(pair => $"{pair.Key}", pair => pair.Value);
        foreach (var (name, service) in services.Where(pair => pair.Key != "database"))
        {
            var words = service.ListAt("command").SelectMany(word => $"{word}".Split(' ')).SkipWhile(word => !word.EndsWith(".dll", StringComparison.Ordinal)).ToArray();
            words.ShouldNotBeEmpty(name);
            ShouldTake(words[0], words[1..]);
        }

        services.Where(pair => pair.Value.At("ports") is not null).Select(pair => pair.Key).ShouldBe(["board"]);
        services["board"].ListAt("ports").ShouldAllBe(port => $"{port}".StartsWith("127.0.0.1:"));
    }

    [Theory]
    [InlineData("systemd/monitor-silo.service", 1), InlineData("systemd/monitor-board.service", 1)]
    [InlineData("kubernetes/monitor.yaml", 2), InlineData("containers/compose.yaml", 2)]
    public void What_is_commented_out_for_TLS_can_be_put_in_and_names_what_the_programs_read(string file, int times)
    {
        var text = CommentedOut().Replace(OpsFiles.Text(file), "${setting}");
        foreach (var read in new[] { ClusterTlsOptions.Certificate, ClusterTlsOptions.Key, ClusterTlsOptions.Authority })
            Regex.Count(text, $@"\b{read.Variable}\b", RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBe(times, read.Variable);
        Regex.Count(text, "MONITOR_CLUSTER_", RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBe(3 * times, "no other name");
        if (!file.EndsWith(".yaml", StringComparison.Ordinal))
            return;
        Regex.Count(text, "/tls[:,]", RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBePositive("it is mounted");
        new YamlStream().Load(new StringReader(text));
    }

    private static string Setting(string unit, string name) =>
        unit.Split('\n').Single(line => line.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];

    // As the programs declare them: those of a cluster are not in a build on the embedded engine, their source is.
    private static void ShouldTake(string program, string[] words)
    {
        var folders = program.EndsWith("LiveBoard.dll", StringComparison.Ordinal) ? new[] { "LiveBoard/Engines/Orleans", "LiveBoard/Hosting" }
            : words.Contains("silo") ? ["Silo/Host/Engines/Orleans", "LiveBoard/Engines/Orleans", "LiveBoard/Hosting"]
            : ["Silo/Host", "LiveBoard/Hosting"];
        var declared = folders.SelectMany(folder => Directory.EnumerateFiles(SharedData.InProject(folder), "*.cs"))
            .SelectMany(file => Declared().Matches(File.ReadAllText(file))).Select(match => match.Groups["option"].Value).ToHashSet();
        var given = words.Where(word => word.StartsWith("--", StringComparison.Ordinal)).Select(word => word.Split('=')[0]);
        given.Except(declared).ShouldBeEmpty(program);
    }

    private static string OptionOf(string port) => port == "http" ? "port" : $"{port}-port";

    // A setting has no blank after its sign, prose has.
    [GeneratedRegex(@"(?<=^ *)#(?<setting>\S.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommentedOut();

    [GeneratedRegex("\"(?<option>--[a-z][a-z-]*)\"", RegexOptions.None, 1000)]
    private static partial Regex Declared();
}

/// <summary>A test that needs systemd's own checker.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SystemdTheoryAttribute : TheoryAttribute
{
    public SystemdTheoryAttribute() => Skip = File.Exists("/usr/bin/systemd-analyze") ? null : "NOT TESTED: there is no systemd-analyze";
}
