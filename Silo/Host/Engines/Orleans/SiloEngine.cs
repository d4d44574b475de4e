using System.Net;
using System.Net.Sockets;
using Grains.Interfaces.Operations;
using LiveBoard.Engines;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Silo.Host.Engines;

/// <summary>The grains on Orleans, one silo on this machine.</summary>
internal static class SiloEngine
{
    public const string Name = "orleans";
    private const int NoGateway = 0;

    // Grains are found by the generated code of their assembly, which the reference to it brings in.
    public static void AddSilo(this WebApplicationBuilder builder)
    {
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort(), NoGateway).HoldBounds());
        builder.Services.AddSingleton<IMembers, ClusterMembers>();
        builder.AddGrainClock();
    }

    // Nobody else joins, but Orleans listens; any number of monitors may run at once.
    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    // Only grains live by the service's clock: membership, time-outs and collection stay on real time, or a fast replay would declare
    // the silo dead.
    public static void AddGrainClock(this WebApplicationBuilder builder)
    {
        builder.Services.AddKeyedSingleton(KeyedService.AnyKey, static (_, _) => TimeProvider.System);
        builder.Services.AddKeyedSingleton(TimeProviderNames.Grains, static (services, _) => services.GetRequiredService<TimeProvider>());
    }
}
