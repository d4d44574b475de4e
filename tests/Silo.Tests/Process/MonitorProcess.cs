using System.Collections.Concurrent;
using System.Diagnostics;
using Shouldly;

namespace Silo.Tests.Process;

/// <summary>The program in a process of its own, as <c>ops/run</c> starts it.</summary>
internal sealed class MonitorProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(90);
    private readonly System.Diagnostics.Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MonitorProcess(System.Diagnostics.Process process) => _process = process;

    public Uri Url { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public IEnumerable<string> Said => _said;

    public bool HasEnded => _process.HasExited;

    /// <summary>Bytes of memory that it holds now.</summary>
    public long Resident
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public static Task<MonitorProcess> StartAsync(string data, int port = 0, params string[] options) => ReadyAsync(Launch(data, port, options));

    /// <summary>Starts another program of ours, or another build of this one, and waits until it says that it is ready.</summary>
    public static Task<MonitorProcess> StartProgramAsync(string program, params string[] arguments) => ReadyAsync(Launch([program, .. arguments]));

    /// <summary>Starts a program that is not to get ready, and waits until it says why in these words.</summary>
    public static async Task<MonitorProcess> StartUntilAsync(string words, string program, params string[] arguments)
    {
        var monitor = Launch([program, .. arguments]);
        try
        {
            using var patience = new CancellationTokenSource(StartWithin);
            using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            while (!monitor._said.Any(line => line.Contains(words, StringComparison.Ordinal)))
            {
                monitor._ready.Task.IsCompleted.ShouldBeFalse(string.Join('\n', monitor._said));
                await look.WaitForNextTickAsync(patience.Token);
            }

            monitor._ready.Task.IsCompleted.ShouldBeFalse();
            return monitor;
        }
        catch
        {
            await monitor.DisposeAsync();
            throw;
        }
    }

    private static async Task<MonitorProcess> ReadyAsync(MonitorProcess monitor)
    {
        try
        {
            monitor.Url = await monitor._ready.Task.WaitAsync(StartWithin);
        }
        catch
        {
            await monitor.DisposeAsync();
            throw;
        }

        monitor.Http = new HttpClient { BaseAddress = monitor.Url };
        return monitor;
    }

    /// <summary>Starts it where it must not start; answers its exit code and what it said on standard error.</summary>
    public static Task<(int Code, string[] Lines)> RefuseAsync(string data, int port = 0, params string[] options) => RefuseAsync(data, port, options, []);

    /// <param name="environment">Further variables.</param>
    public static Task<(int Code, string[] Lines)> RefuseAsync(string data, int port, string[] options, params (string Name, string Value)[] environment) =>
        RefusedAsync(Launch(data, port, options, environment));

    /// <summary>The same of any program of ours.</summary>
    public static Task<(int Code, string[] Lines)> RefuseProgramAsync(string[] words) => RefusedAsync(Launch(words));

    private static async Task<(int Code, string[] Lines)> RefusedAsync(MonitorProcess started)
    {
        await using var monitor = started;
        await monitor._process.WaitForExitAsync().WaitAsync(StartWithin);
        return (monitor._process.ExitCode, [.. monitor._said.Where(line => line.StartsWith("err ", StringComparison.Ordinal)).Select(line => line[4..])]);
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is said.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM: it hands over what it has and ends.</summary>
    public async Task StopAsync()
    {
        Root.Run("kill", "-TERM", $"{_process.Id}").ShouldBe(0);
        await _process.WaitForExitAsync().WaitAsync(StartWithin);
        _process.ExitCode.ShouldBe(0, string.Join('\n', _said));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
        Http?.Dispose();
    }

    private static MonitorProcess Launch(string data, int port, string[] options, params (string Name, string Value)[] environment) => Launch(
        [Path.Combine(AppContext.BaseDirectory, "Silo.Host.dll"), "--port", $"{port}", "--data", data, "--empty", .. options], environment);

    private static MonitorProcess Launch(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("MONITOR_CONNECTION");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var monitor = new MonitorProcess(new System.Diagnostics.Process { StartInfo = start, EnableRaisingEvents = true });
        monitor._process.OutputDataReceived += (_, line) => monitor.Hear(line.Data, "out ");
        monitor._process.ErrorDataReceived += (_, line) => monitor.Hear(line.Data, "err ");
        monitor._process.Exited += (_, _) => monitor._ready.TrySetException(new InvalidOperationException($"It ended: {string.Join('\n', monitor._said)}"));
        monitor._process.Start();
        monitor._process.BeginOutputReadLine();
        monitor._process.BeginErrorReadLine();
        return monitor;
    }

    private void Hear(string? line, string from)
    {
        if (line is null)
            return;
        _said.Enqueue(from + line);
        if (line.StartsWith("ready ", StringComparison.Ordinal))
            _ready.TrySetResult(new Uri(line[6..]));
    }
}
