using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Monitor.Bench.Load;

/// <summary>The monitor in a process of its own.</summary>
internal sealed class Service : IAsyncDisposable
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromMinutes(5);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Service(Process process)
    {
        _process = process;
        AppDomain.CurrentDomain.ProcessExit += EndWithMe;
    }

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromMinutes(5) };

    /// <summary>Bytes of memory that the process holds now.</summary>
    public long Resident
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Processor time that the process has taken so far.</summary>
    public TimeSpan Worked
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <param name="connection">A PostgreSQL database; null for SQLite in the folder.</param>
    /// <param name="settings">Environment variables.</param>
    public static async Task<Service> StartAsync(
        Run run, string folder, string? connection = null, (string Name, string Value)[]? settings = null, params string[] options)
    {
        var start = new ProcessStartInfo("dotnet", [run.Host, "--port", "0", "--data", folder, "--empty", .. options])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment.Remove("MONITOR_CONNECTION");
        foreach (var (name, value) in settings ?? [])
            start.Environment[name] = value;
        if (connection is not null)
        {
            start.ArgumentList.Add("--storage");
            start.ArgumentList.Add("postgres");
            start.Environment["MONITOR_CONNECTION"] = connection;
        }
        var service = new Service(new Process { StartInfo = start, EnableRaisingEvents = true });
        service.Start();
        service.Http.BaseAddress = await service._ready.Task.WaitAsync(StartWithin, TimeProvider.System);
        return service;
    }

    public async Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken) =>
        (await Http.GetFromJsonAsync<JsonNode>(path, cancellationToken))!;

    public async Task PutAsync(string path, JsonNode document, CancellationToken cancellationToken)
    {
        using var answer = await Http.PutAsJsonAsync(path, document, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= EndWithMe;
        Http.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void EndWithMe(object? sender, EventArgs e)
    {
        if (!_process.HasExited)
            _process.Kill();
    }

    private void Start()
    {
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"The monitor ended: {string.Join('\n', _said)}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        _said.Enqueue(line);
        if (_said.Count > 100)
            _said.TryDequeue(out _);
        if (line.StartsWith("ready ", StringComparison.Ordinal))
            _ready.TrySetResult(new Uri(line[6..]));
    }
}
