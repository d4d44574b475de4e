using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Silo.Tests.Process;
using Xunit.Abstractions;

namespace Silo.Tests.Cluster;

/// <summary>Three silos and a board as processes of their own, on one database.</summary>
internal sealed class ThreeSilos : IAsyncDisposable
{
    private readonly List<MonitorProcess> _processes = [];
    private readonly List<string[]> _silos = [];
    private readonly HashSet<int> _killed = [];

    private ThreeSilos()
    {
    }

    public HttpClient Http => _processes[^1].Http;

    /// <param name="clock">What all of them are told of the service's clock; nothing when it is the real one.</param>
    /// <param name="thirdAhead">By how much the clock of the third silo is ahead of that of all others, which takes a clock of the service's own.</param>
    public static async Task<ThreeSilos> StartAsync(string connection, string[]? clock = null, TimeSpan thirdAhead = default)
    {
        var cluster = new ThreeSilos();
        var since = TimeProvider.System.GetUtcNow();
        try
        {
            for (var silo = 0; silo < 3; silo++)
            {
                cluster._silos.Add(["silo", "--silo-port", FreePort(), "--gateway-port", FreePort(), .. Common(silo == 2 ? thirdAhead : TimeSpan.Zero)]);
                cluster._processes.Add(await StartAsync(cluster._silos[silo]));
            }

            cluster._processes.Add(await MonitorProcess.StartProgramAsync(Built("orleans", "LiveBoard"), ["--port", "0", .. Common(TimeSpan.Zero)]));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }

        string[] Common(TimeSpan ahead) => clock is null
            ? ["--connection", connection]
            : ["--connection", connection, .. clock, "--clock-since", (since - ahead).ToString("O", CultureInfo.InvariantCulture)];
    }

    public Task KillAsync(int silo)
    {
        _killed.Add(silo);
        return _processes[silo].KillAsync();
    }

    public async Task StartAgainAsync(int silo)
    {
        _processes[silo] = await StartAsync(_silos[silo]);
        _killed.Remove(silo);
    }

    public string Port(int silo) => _silos[silo][2];

    /// <summary>
    /// What the board tells of the cluster. Silos that ended and that nobody killed are started again before, as systemd does: one that answers no probe
    /// for six seconds, for want of a core, is taken for dead by the others. Their last words go to <paramref name="output"/>.
    /// </summary>
    public async Task<JsonNode> ReportAsync(ITestOutputHelper output)
    {
        foreach (var silo in Enumerable.Range(0, _silos.Count).Except(_killed).Where(silo => _processes[silo].HasEnded).ToArray())
        {
            output.WriteLine(LastWords(silo));
            await StartAgainAsync(silo);
        }

        return (await Http.GetFromJsonAsync<JsonNode>("api/v1/cluster"))!;
    }

    public static JsonNode[] Active(JsonNode report) => [.. report["members"]!.AsArray().OfType<JsonNode>().Where(member => $"{member["status"]}" == "active")];

    /// <summary>What all silos said last, for who wonders why they are not as they should be.</summary>
    public string Tell() => string.Join('\n', Enumerable.Range(0, _silos.Count).Select(LastWords));

    private string LastWords(int silo) =>
        $"silo {silo} {(_processes[silo].HasEnded ? "ended" : "runs")}:\n{string.Join('\n', _processes[silo].Said.TakeLast(20))}";

    private static Task<MonitorProcess> StartAsync(string[] silo) =>
        MonitorProcess.StartProgramAsync(Path.Combine(AppContext.BaseDirectory, "Silo.Host.dll"), silo);

    /// <summary>A program where it was built, with this configuration, for an engine.</summary>
    public static string Built(string engine, string program)
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", engine, "bin", program, configuration, program + ".dll"));
    }

    /// <summary>Board first, then one silo after the other, as before maintenance.</summary>
    public async Task DrainAsync()
    {
        foreach (var process in Enumerable.Reverse(_processes))
            await process.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();
    }

    /// <summary>One that nobody listens on now.</summary>
    public static string FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);
    }
}
