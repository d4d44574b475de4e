using Grains.Interfaces.Operations;
using LiveBoard.Board;
using LiveBoard.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;

namespace LiveBoard.Engines;

/// <summary>A process without grains of its own that calls those of the cluster.</summary>
public static class ClusterClient
{
    /// <summary>Waits for the first silo for as long as it takes; afterwards it finds silos by itself as they come and go.</summary>
    /// <param name="tls">Null where the cluster speaks in the clear.</param>
    public static void UseCluster(this IHostApplicationBuilder builder, ClusterOfSilos cluster, ClusterTls? tls)
    {
        builder.UseOrleansClient(client => client
            .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (ClusterOfSilos.Invariant, cluster.OrleansConnection))
            .Configure<ClusterOptions>(cluster.Apply)
            .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = ClusterOfSilos.LookEvery)
            .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ClusterOfSilos.ResponseTimeout)
            .Configure<ExceptionSerializationOptions>(ClusterOfSilos.Carry)
            .Encrypt(tls)
            .UseConnectionRetryFilter<WaitForSilos>());
        builder.Services.AddSingleton<IMembers, ClusterMembers>();
        // Orleans lives by real time, whatever the service's clock.
        builder.Services.AddKeyedSingleton(KeyedService.AnyKey, static (_, _) => TimeProvider.System);
        builder.Services.AddKeyedSingleton(RealTime.Key, static (_, _) => TimeProvider.System);
    }
}

/// <summary>Boards may be started before silos. Those that are up answer nobody who speaks otherwise than they do, nor with a certificate of a strange authority.</summary>
internal sealed partial class WaitForSilos(ILogger<WaitForSilos> log, ClusterTls? tls = null) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        LogWaiting(log, tls is null ? "without TLS" : $"by TLS as {tls.Own.Subject}", exception.Message);
        await Task.Delay(Between, TimeProvider.System, cancellationToken);
        return true;
    }

    [LoggerMessage(2301, LogLevel.Warning, "No silo answers yet, asked {How}; trying again: {Reason}")]
    private static partial void LogWaiting(ILogger log, string how, string reason);
}
