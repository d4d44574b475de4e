using LiveBoard.Engines;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime.Placement;
using Orleans.Serialization;

namespace Silo.Host.Engines;

/// <summary>How a silo of ours differs from Orleans' defaults; docs/adr/0022 says why, setting by setting.</summary>
internal static class ClusterTuning
{
    // Grains of a silo that was declared dead wake elsewhere at once, not after half a minute. If it still runs until it notices, rows are written by
    // version, and boards that heard of its agencies look for lost reports and know how old they are. By name, because not every release has the setting.
    private static readonly IConfiguration TakeOver =
        new ConfigurationBuilder().AddInMemoryCollection([new("RangeLeaseDuration", TimeSpan.Zero.ToString())]).Build();

    public static ISiloBuilder JoinCluster(this ISiloBuilder silo, ClusterOfSilos cluster, SiloPlace place) => silo
        .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (ClusterOfSilos.Invariant, cluster.OrleansConnection))
        .UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (ClusterOfSilos.Invariant, cluster.OrleansConnection))
        .AddAdoNetGrainStorageAsDefault(options => (options.Invariant, options.ConnectionString) = (ClusterOfSilos.Invariant, cluster.OrleansConnection))
        .Configure<ClusterOptions>(cluster.Apply)
        .Configure<SiloOptions>(options => options.SiloName = place.Name)
        .ConfigureEndpoints(place.Address, place.SiloPort, place.GatewayPort, listenOnAnyHostAddress: false)
        .Configure<ExceptionSerializationOptions>(ClusterOfSilos.Carry)
        .Configure<ClusterMembershipOptions>(Watch)
        .KeepOneOfEach()
        .PlaceAgencies()
        .HoldBounds();

    /// <summary>The bounds of memory, queues and waiting, also of a silo that is alone.</summary>
    public static ISiloBuilder HoldBounds(this ISiloBuilder silo) =>
        silo.Configure<GrainCollectionOptions>(Collect).Configure<SiloMessagingOptions>(Bound);

    // Orleans' usual directory lets a grain be awake on two silos for a while when members come and go, and an agency's board then lacks what the other
    // one was told. This one gives no grain a second place while the silo of its first one is a member.
#pragma warning disable ORLEANSEXP003 // An experiment by its label; docs/adr/0022 has why we take it.
    private static ISiloBuilder KeepOneOfEach(this ISiloBuilder silo)
    {
        silo.AddDistributedGrainDirectory();
        silo.Services.AddOptions<GrainDirectoryOptions>().Configure(TakeOver.Bind);
        return silo;
    }
#pragma warning restore ORLEANSEXP003

    private static ISiloBuilder PlaceAgencies(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<IPlacementStrategyResolver, AgencyPlacement>();
        return silo.AddPlacementDirector<AtHome, AgencyPlacement>();
    }

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
