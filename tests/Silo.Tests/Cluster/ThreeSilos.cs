using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Silo.Tests.Process;

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

    /// <param name="clock">What all of them are told of the service's clock.</param>
    public static Task<ThreeSilos> StartAsync(string connection, params string[] clock) => StartAsync(connection, clock, thirdAhead: TimeSpan.Zero);

    /// <param name="clock">What all of them are told of the service's clock.</param>
    /// <param name="thirdAhead">By how much the clock of the third silo differs from that of all others.</param>
    public static async Task<ThreeSilos> StartAsync(string connection, string[] clock, TimeSpan thirdAhead)
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

        string[] Common(TimeSpan ahead) =>
            ["--connection", connection, .. clock, .. clock.Length == 0 ? [] : new[] { "--clock-since", (since - ahead).ToString("O", CultureInfo.InvariantCulture) }];
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

    /// <summary>
    /// Starts silos again that nobody killed, as systemd does: one that answers no probe for six seconds, for want of a core, is taken for dead by the
    /// others, and ends. Answers their last words.
    /// </summary>
    public async Task<string[]> KeepUpAsync()
    {
        var ended = Enumerable.Range(0, _silos.Count).Except(_killed).Where(silo => _processes[silo].HasEnded).ToArray();
        string[] words = [.. ended.Select(LastWords)];
        foreach (var silo in ended)
            await StartAgainAsync(silo);
        return words;
    }

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
