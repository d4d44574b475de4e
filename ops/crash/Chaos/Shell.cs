using System.Diagnostics;

namespace Monitor.Crash.Chaos;

/// <summary>Programs of the system, run to their end.</summary>
internal static class Shell
{
    /// <returns>What it said.</returns>
    /// <exception cref="ShellException">It failed; the text is what it said.</exception>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (said, complaint) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await said
            : throw new ShellException($"{program} {string.Join(' ', arguments)}: {(await complaint).Trim()}");
    }
}

internal sealed class ShellException(string message) : Exception(message);
