using LiveBoard.Engines;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Serialization;

namespace Silo.Host.Engines;

/// <summary>How a silo of ours differs from Orleans' defaults; docs/adr/0022 says why, setting by setting.</summary>
internal static class ClusterTuning
{
    public static void JoinCluster(this ISiloBuilder silo, ClusterOfSilos cluster, SiloPlace place) => silo
        .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (ClusterOfSilos.Invariant, cluster.OrleansConnection))
        .UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (ClusterOfSilos.Invariant, cluster.OrleansConnection))
        .AddAdoNetGrainStorageAsDefault(options => (options.Invariant, options.ConnectionString) = (ClusterOfSilos.Invariant, cluster.OrleansConnection))
        .Configure<ClusterOptions>(cluster.Apply)
        .Configure<SiloOptions>(options => options.SiloName = place.Name)
        .ConfigureEndpoints(place.Address, place.SiloPort, place.GatewayPort, listenOnAnyHostAddress: false)
        .Configure<ExceptionSerializationOptions>(ClusterOfSilos.Carry)
        .Configure<ClusterMembershipOptions>(Watch)
        .HoldBounds();

    /// <summary>The bounds of memory, queues and waiting, also of a silo that is alone.</summary>
    public static ISiloBuilder HoldBounds(this ISiloBuilder silo) =>
        silo.Configure<GrainCollectionOptions>(Collect).Configure<SiloMessagingOptions>(Bound);

    // A silo that was killed is declared dead after three probes of two seconds; one that hangs a little later.
    private static void Watch(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(2);
        membership.NumMissedProbesLimit = 3;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        membership.EnableConnectionLivenessCheck = false;
        membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }

    // Dossiers are read back at the cost of one row; agencies never idle, as their timers keep them.
    private static void Collect(GrainCollectionOptions collection)
    {
        collection.CollectionAge = TimeSpan.FromMinutes(2);
        collection.CollectionQuantum = TimeSpan.FromSeconds(15);
        collection.EnableActivationSheddingOnMemoryPressure = true;
    }

    private static void Bound(SiloMessagingOptions messaging)
    {
        messaging.ResponseTimeout = ClusterOfSilos.ResponseTimeout;
        messaging.MaxEnqueuedRequestsHardLimit = 10_000;
    }
}
