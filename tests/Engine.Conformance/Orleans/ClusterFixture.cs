using System.Net;
using System.Net.Sockets;
using Engine.Conformance.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Tests.Shared;

namespace Engine.Conformance;

/// <summary>A started silo on Orleans, in this process, its grains on a clock that the tests turn.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private readonly IHost _host;

    public ClusterFixture()
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.ClearProviders();
        // Grains see the default clock; what Orleans does for itself, time-outs included, keeps real time.
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddKeyedSingleton(KeyedService.AnyKey, static (_, _) => TimeProvider.System);
        builder.Services.AddKeyedSingleton(TimeProviderNames.Grains, static (services, _) => services.GetRequiredService<TimeProvider>());
        builder.Services.AddSingleton<Journal>().AddSingleton<Gates>().AddSingleton<TestStore>();
        builder.Services.AddGrainStorage("rows", static (services, _) => services.GetRequiredService<TestStore>());
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort(), FreePort()));
        _host = builder.Build();
    }

    public FakeClock Clock { get; } = new();

    public IServiceProvider Services => _host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public Task InitializeAsync() => _host.StartAsync();

    public async Task DisposeAsync()
    {
        await StopAsync();
        _host.Dispose();
    }

    public Task StopAsync() => _host.StopAsync();

    /// <summary>Collects every activation that is idle now, whatever its age.</summary>
    public Task CollectIdleAsync() => Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
