using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Monitor.Crash;

/// <summary>The program in a process of its own, and its service by HTTP.</summary>
internal sealed class Service : Api, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Service(Process process)
        : base(TimeSpan.FromSeconds(60)) => _process = process;

    public IEnumerable<string> Said => _said;

    /// <param name="speed">Seconds of its clock in one real second.</param>
    /// <param name="storage">Options that say where it stores.</param>
    public static Service Launch(string program, string data, DateTimeOffset clock, double speed, IEnumerable<string> storage)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] options =
        [
            program, "--port", "0", "--data", data, "--empty", "--clock", clock.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture),
            "--speed", speed.ToString(CultureInfo.InvariantCulture), .. storage,
        ];
        foreach (var option in options)
            start.ArgumentList.Add(option);
        // A killed process would leave its debugger's pipes behind.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        var service = new Service(new Process { StartInfo = start, EnableRaisingEvents = true });
        service._process.OutputDataReceived += (_, line) => service.Hear(line.Data);
        service._process.ErrorDataReceived += (_, line) => service.Hear(line.Data);
        service._process.Exited += (_, _) => service._ready.TrySetException(
            new BrokenPromiseException($"It ended before it was ready: {string.Join(" | ", service._said.TakeLast(8))}"));
        service._process.Start();
        service._process.BeginOutputReadLine();
        service._process.BeginErrorReadLine();
        return service;
    }

    public async Task ReadyAsync() => Http.BaseAddress = await _ready.Task.WaitAsync(Patience);

    /// <summary>SIGKILL: nothing is flushed, nothing is said.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _ready.TrySetCanceled();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
        Http.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        _said.Enqueue(line);
        if (line.StartsWith("ready ", StringComparison.Ordinal))
            _ready.TrySetResult(new Uri(line[6..]));
    }
}
