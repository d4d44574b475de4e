using System.Net;
using System.Net.Sockets;

namespace Monitor.Bench.Load;

/// <summary>The command lines of a cluster's processes, on ports that are free.</summary>
internal static class Cluster
{
    /// <summary>Silos and, last, one board.</summary>
    public static IEnumerable<string[]> CommandLines(Run run, int silos)
    {
        var ports = FreePorts(2 * silos);
        for (var silo = 0; silo < silos; silo++)
            yield return [run.Host, "silo", "--name", $"silo{silo + 1}", "--silo-port", $"{ports[2 * silo]}", "--gateway-port", $"{ports[(2 * silo) + 1]}"];
        yield return [run.Board!, "--port", "0"];
    }

    // All held at once, so that no two are the same.
    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
            listener.Start();
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (var listener in listeners)
            listener.Dispose();
        return ports;
    }
}
