using System.CommandLine;
using LiveBoard.Hosting;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Hosting;

/// <summary>TLS of a cluster on the command line: all three files or none of them. Nobody else here reads its variables.</summary>
public sealed class ClusterTlsOptionsTests : IDisposable
{
    private static readonly string[] All = ["--cluster-certificate", "c", "--cluster-key", "k", "--cluster-authority", "a"];

    [Fact]
    public void Without_any_of_them_there_is_no_tls()
    {
        Set("MONITOR_CLUSTER_KEY", "");
        var parsed = Parse();
        parsed.Errors.ShouldBeEmpty();
        parsed.GetClusterTls().ShouldBeNull();
    }

    [Fact]
    public void All_three_turn_it_on() => Parse(All).GetClusterTls().ShouldBe(new ClusterTlsFiles("c", "k", "a"));

    [Fact]
    public void What_the_command_line_lacks_the_environment_has()
    {
        Set("MONITOR_CLUSTER_CERTIFICATE", "other");
        Set("MONITOR_CLUSTER_KEY", "k");
        Set("MONITOR_CLUSTER_AUTHORITY", "a");
        Parse("--cluster-certificate", "c").GetClusterTls().ShouldBe(new ClusterTlsFiles("c", "k", "a"));
    }

    [Theory]
    [InlineData("--cluster-certificate", "MONITOR_CLUSTER_CERTIFICATE")]
    [InlineData("--cluster-key", "MONITOR_CLUSTER_KEY")]
    [InlineData("--cluster-authority", "MONITOR_CLUSTER_AUTHORITY")]
    public void One_that_is_missing_is_named(string option, string variable)
    {
        var at = Array.IndexOf(All, option);
        var error = Parse([.. All[..at], .. All[(at + 2)..]]).Errors.ShouldHaveSingleItem().Message;
        error.ShouldContain($"give {option} ({variable}), too");
        var others = Parse(option, "file").Errors.ShouldHaveSingleItem().Message;
        others.ShouldNotContain(option);
        others.ShouldContain(" and --cluster-");
    }

    public void Dispose()
    {
        foreach (var variable in new[] { "MONITOR_CLUSTER_CERTIFICATE", "MONITOR_CLUSTER_KEY", "MONITOR_CLUSTER_AUTHORITY" })
            Set(variable, null);
    }

    private static void Set(string variable, string? value) => Environment.SetEnvironmentVariable(variable, value);

    private static ParseResult Parse(params string[] words)
    {
        var command = new RootCommand();
        command.AddClusterTls();
        return command.Parse(words);
    }
}
