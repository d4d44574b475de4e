using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Shouldly;
using Xunit;
using Tests.Shared;

namespace Cli.Tests;

/// <summary>What the scripts answer before they build anything.</summary>
public sealed class ScriptTests
{
    [Theory]
    [InlineData("run --port", "--port needs a value")]
    [InlineData("run --port 70000", "--port must be 0 to 65535")]
    [InlineData("run --port=x", "--port must be 0 to 65535")]
    [InlineData("run --demo --empty", "exclude each other")]
    [InlineData("run --storage mongo", "--storage must be sqlite or postgres")]
    [InlineData("run --nonsense", "unknown option '--nonsense'")]
    [InlineData("run --demo --data docs", "--demo needs an empty --data folder")]
    [InlineData("run --data README.md", "--data must be a folder")]
    [InlineData("test --fast", "Usage: ./ops/test")]
    [InlineData("bench --fast", "unknown option '--fast'")]
    public async Task A_wrong_call_is_refused_with_the_reason(string call, string reason)
    {
        var (code, said) = await RunAsync(call);
        code.ShouldBe(2, said);
        said.ShouldContain(reason);
    }

    // The demo would send its simulated dossiers to whoever serves that port.
    [Fact]
    public async Task A_port_that_somebody_serves_is_refused_before_anything_starts()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var data = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        var (code, said) = await RunAsync($"run --demo --port {((IPEndPoint)other.LocalEndpoint).Port} --data {data}");

        code.ShouldBe(1, said);
        said.ShouldContain("is taken");
        Directory.Exists(data).ShouldBeFalse();
    }

    [Fact]
    public async Task Help_tells_where_the_data_goes()
    {
        var (code, said) = await RunAsync("run --help");
        code.ShouldBe(0, said);
        said.ShouldContain("(default: data,");
    }

    private static async Task<(int Code, string Said)> RunAsync(string call)
    {
        var start = new ProcessStartInfo("bash", ["-c", "./ops/" + call + " 2>&1"])
        {
            WorkingDirectory = SharedData.InProject("."),
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }
}
