using System.Net;
using System.Net.Sockets;
using Grains.Interfaces.Agencies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Grains.Tests.Live.Engines;

/// <summary>Orleans, one silo in this process, under the grains of a <see cref="Service"/>.</summary>
internal static class ServiceEngine
{
    // Only grains live by the test's clock; what Orleans does for itself keeps real time.
    public static void AddEngine(this HostApplicationBuilder builder, Losses losses)
    {
        builder.Services.AddKeyedSingleton(KeyedService.AnyKey, static (_, _) => TimeProvider.System);
        builder.Services.AddKeyedSingleton(TimeProviderNames.Grains, static (services, _) => services.GetRequiredService<TimeProvider>());
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort(), gatewayPort: 0).AddOutgoingGrainCallFilter(new LossyReports(losses)));
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>Reports that get lost on their way to agencies.</summary>
    private sealed class LossyReports(Losses losses) : IOutgoingGrainCallFilter
    {
        public Task Invoke(IOutgoingGrainCallContext context)
        {
            if (context.MethodName is nameof(IAgencyGrain.FlushAsync) or nameof(IAgencyGrain.ReportBranchAsync) && context.TargetId.Key.ToString() == losses.Hung)
                return Losses.Never;
            if (context.MethodName is not (nameof(IAgencyGrain.ReportAsync) or nameof(IAgencyGrain.ReportBranchAsync)) || !losses.Loses())
                return context.Invoke();
            context.Response = Response.Completed;
            return Task.CompletedTask;
        }
    }
}
