using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Monitor.Bench.Load;

/// <summary>The monitor in a process of its own, or in several.</summary>
internal sealed class Service : IAsyncDisposable
{
    private const string Connection = "MONITOR_CONNECTION";
    private static readonly TimeSpan StartWithin = TimeSpan.FromMinutes(5);
    private readonly Child[] _children;

    private Service(params Child[] children) => _children = children;

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromMinutes(5) };

    /// <summary>Bytes of memory that its processes hold now.</summary>
    public long Resident => _children.Sum(child => child.Resident);

    /// <summary>Processor time that its processes have taken so far.</summary>
    public TimeSpan Worked => _children.Aggregate(TimeSpan.Zero, (sum, child) => sum + child.Worked);

    /// <param name="connection">A PostgreSQL database; null for SQLite in the folder.</param>
    /// <param name="settings">Environment variables.</param>
    public static Task<Service> StartAsync(
        Run run, string folder, string? connection = null, (string Name, string Value)[]? settings = null, params string[] options) =>
        StartAsync(run.Host, folder, connection, settings, options);

    /// <param name="host">The program.</param>
    public static Task<Service> StartAsync(
        string host, string folder, string? connection, (string Name, string Value)[]? settings = null, params string[] options)
    {
        string[] storage = connection is null ? [] : ["--storage", "postgres"];
        IEnumerable<(string, string?)> environment = [(Connection, connection), .. (settings ?? []).Select(setting => (setting.Name, (string?)setting.Value))];
        return ReadyAsync(new Service(new Child([host, "--port", "0", "--data", folder, "--empty", .. options, .. storage], environment)));
    }

    /// <param name="commandLines">One process each; the last one serves the API.</param>
    public static Task<Service> StartAsync(IEnumerable<string[]> commandLines, string connection) =>
        ReadyAsync(new Service([.. commandLines.Select(line => new Child(line, [(Connection, connection)]))]));

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
        Http.Dispose();
        foreach (var child in _children.Reverse())
            await child.DisposeAsync();
    }

    // The last one serves the API.
    private static async Task<Service> ReadyAsync(Service service)
    {
        try
        {
            var urls = await Task.WhenAll(service._children.Select(child => child.Ready)).WaitAsync(StartWithin, TimeProvider.System);
            service.Http.BaseAddress = urls[^1];
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }
}
