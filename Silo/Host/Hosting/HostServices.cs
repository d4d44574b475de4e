using System.Reflection;
using Grains.Agencies;
using Grains.Catalogue;
using Grains.Escalation;
using Grains.Interfaces.Operations;
using Grains.Reports;
using Grains.Reports.Promises;
using Grains.Reports.RuleSets;
using Grains.Storage;
using Grains.Storage.Postgres;
using Grains.Storage.Sqlite;
using LiveBoard.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Runtime.Hosting;
using Silo.Host.Engines;

namespace Silo.Host.Hosting;

/// <summary>What this program adds to the parts that it puts together.</summary>
internal static class HostServices
{
    public static void AddServiceClock(this IServiceCollection services, RunOptions options)
    {
        var real = TimeProvider.System;
        var started = options.Clock ?? real.GetUtcNow();
        var clock = options.IsReplay ? new ReplayClock(real, started, options.Speed) : real;
        var info = options.IsReplay ? new ServiceClockInfo("replay", options.Speed) : ServiceClockInfo.Real;
        var assembly = Assembly.GetExecutingAssembly();
        services.AddSingleton(clock);
        services.AddSingleton(info);
        services.AddSingleton(provider => BoardPace.At(info.Speed, provider.GetRequiredService<IOptions<LiveBoardOptions>>().Value.FramesPerSecond));
        services.AddSingleton(new ServiceInfo(
            SiloEngine.Name, options.Storage, assembly.GetName().Version?.ToString(3) ?? "", assembly.ManifestModule.ModuleVersionId.ToString("N"),
            options.IsDemo, started, info));
    }

    public static void AddStorage(this IServiceCollection services, RunOptions options)
    {
        if (options.Connection is { } connection)
            services.AddPostgresStorage(connection, options.IsDemo);
        else
            services.AddSqliteStorage(options.Data);
        services.AddGrainStorage(DossierGrainStorage.Name, (provider, _) => new DossierGrainStorage(provider.GetRequiredService<IDossierStore>()));
    }

    public static void AddTelemetry(this IServiceCollection services) => services.AddHostedService<Telemetry>();

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
