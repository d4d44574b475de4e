using LiveBoard.Operations;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

namespace LiveBoard.Hosting;

/// <summary>What every program of ours has, be it a board, a silo, or both in one.</summary>
public static class ProgramServices
{
    // What hosts and engines say of each request would bury what we say. Below all other configuration, which may say otherwise.
    private static readonly KeyValuePair<string, string?>[] Levels =
    [
        new("Logging:LogLevel:Default", "Information"),
        new("Logging:LogLevel:Microsoft", "Warning"),
        new("Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host", "None"),
        new("Logging:LogLevel:Orleans", "Warning"),
    ];

    /// <summary>One line an entry, dropped rather than waited for: whoever reads the log may stop reading.</summary>
    public static void AddConsoleLog(this IHostApplicationBuilder builder)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Levels });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite);
    }

    /// <summary>Metrics over OTLP when they are asked for. The host does not start when their address is none.</summary>
    public static void AddTelemetry(this IServiceCollection services) => services.AddHostedService<Telemetry>();

    /// <summary>The same, and what the whole service is asked once a minute: by whoever serves boards, and nobody else, so that it is missed when none runs.</summary>
    public static void AddBoardTelemetry(this IServiceCollection services)
    {
        services.AddTelemetry();
        services.AddSingleton<ClusterInstruments>().AddHostedService<ClusterSampling>();
    }

    /// <summary>What this process shows to the others of its cluster, watched for its end. Null when there are no files.</summary>
    /// <param name="serves">Whether others call this process.</param>
    /// <exception cref="ClusterTlsException">It would not be let in.</exception>
    public static ClusterTls? AddClusterTls(this IServiceCollection services, ClusterTlsFiles? files, bool serves)
    {
        if (files is null)
            return null;
        var tls = ClusterCertificates.Load(files, serves, TimeProvider.System);
        services.AddSingleton(tls).AddHostedService<CertificateWatch>();
        return tls;
    }
}
