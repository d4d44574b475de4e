using System.Diagnostics;
using Tests.Shared;

namespace Silo.Tests.Process;

/// <summary>The command line in a process of its own, as <c>ops/monitor</c> starts it.</summary>
internal static class CommandLineProcess
{
    // Where it was built: beside the tests it would miss what they have from the web server's framework.
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Monitor.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "monitor.dll");

    /// <summary>Answers the exit code and everything that it said.</summary>
    public static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MONITOR_MAPPINGS"] = SharedData.InProject("ops/mappings");
        foreach (var argument in arguments.Prepend(Program))
            start.ArgumentList.Add(argument);
        using var process = System.Diagnostics.Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(said));
    }
}
