using System.Reflection;
using Grains.Agencies;
using Grains.Catalogue;
using Grains.Escalation;
using Grains.Reports;
using Grains.Reports.Promises;
using Grains.Reports.RuleSets;
using Grains.Storage;
using Grains.Storage.Postgres;
using Grains.Storage.Sqlite;
using LiveBoard.Hosting;
using Orleans.Runtime.Hosting;
using Silo.Host.Engines;

namespace Silo.Host.Hosting;

/// <summary>What this program adds to the parts that it puts together.</summary>
internal static class HostServices
{
    /// <param name="storage"><c>sqlite</c> or <c>postgres</c>.</param>
    /// <param name="simulated">The dossiers are made up.</param>
    public static void AddServiceClock(this IServiceCollection services, ServiceClock clock, string storage, bool simulated, bool inCluster = false)
    {
        services.AddSingleton(BoardPace.At(clock.Speed) with { InCluster = inCluster });
        services.AddService(Assembly.GetExecutingAssembly(), SiloEngine.Name, storage, simulated, clock);
    }

    public static void AddStorage(this IServiceCollection services, RunOptions options)
    {
        if (options.Connection is { } connection)
            services.AddPostgresStorage(connection, options.IsDemo);
        else
            services.AddSqliteStorage(options.Data);
        services.AddDossierStorage();
    }

    /// <summary>The grains' own storage, over whichever store there is.</summary>
    public static void AddDossierStorage(this IServiceCollection services) =>
        services.AddGrainStorage(DossierGrainStorage.Name, (provider, _) => new DossierGrainStorage(provider.GetRequiredService<IDossierStore>()));

    public static void AddGrains(this IServiceCollection services)
    {
        services.AddSingleton<DeadlineInstruments>();
        services.AddSingleton<ReferenceHolder>();
        services.AddSingleton<ReferenceLoader>();
        services.AddSingleton<ClimbGate>();
        services.AddSingleton<ReferencePast>();
        services.AddSingleton<PastReader>();
        services.AddSingleton<PastFigures>();
        services.AddSingleton<RuleSetFigures>();
        services.AddSingleton<PromiseFigures>();
        services.AddSingleton<StartupWake>();
    }
}
