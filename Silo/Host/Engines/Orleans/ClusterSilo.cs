using Grains.Catalogue;
using Grains.Interfaces.Operations;
using Grains.Storage;
using Grains.Storage.Postgres;
using LiveBoard.Engines;
using LiveBoard.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Silo.Host.Hosting;

namespace Silo.Host.Engines;

/// <summary>One silo of a cluster, from start to stop.</summary>
internal static class ClusterSilo
{
    /// <summary>Exit code: 0 after a clean stop, 1 when it cannot start; the reason is then one line on standard error.</summary>
    public static async Task<int> RunAsync(
        ClusterOfSilos cluster, SiloPlace place, ServiceClock clock, bool simulated, CancellationToken cancellationToken)
    {
        try
        {
            await using var app = Build(cluster, place, clock, simulated);
            await app.Services.GetRequiredService<ReferenceLoader>().LoadAsync(cancellationToken);
            await app.StartAsync(cancellationToken);
            await Console.Out.WriteLineAsync($"ready {app.Urls.First()}");
            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (Exception failure) when (failure is StorageStartException or TelemetryException or ClusterTlsException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }

    private static WebApplication Build(ClusterOfSilos cluster, SiloPlace place, ServiceClock clock, bool simulated)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.AddConsoleLog();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(place.Health));
        var tls = builder.Services.AddClusterTls(cluster.Tls, serves: true);
        builder.Services.AddServiceClock(clock, "postgres", simulated, inCluster: true);
        builder.Services.AddPostgresStorage(cluster.Connection, simulated, shared: true);
        PostgresStorageRegistration.PrepareOrleans(cluster.Connection);
        builder.Services.AddDossierStorage();
        builder.Services.AddGrains();
        builder.Services.AddSingleton<ReferenceFollower>();
        builder.UseOrleans(silo => silo.JoinCluster(cluster, place).Encrypt(tls));
        builder.Services.AddSingleton<IMembers, ClusterMembers>();
        builder.AddGrainClock();
        builder.Services.AddSingleton<AgencyHomes>();
        // After Orleans' own service: it runs once the silo has joined, and ends before the silo leaves.
        builder.Services.AddHostedService<ClusterMember>();
        builder.Services.AddLiveBoard(builder.Configuration);
        builder.Services.AddTelemetry();
        var app = builder.Build();
        app.MapSiloHealth();
        return app;
    }
}
