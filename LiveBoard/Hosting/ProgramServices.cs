using Microsoft.Extensions.Logging.Console;

namespace LiveBoard.Hosting;

/// <summary>What every program of ours has, be it a board, a silo, or both in one.</summary>
public static class ProgramServices
{
    /// <summary>One line an entry, dropped rather than waited for: whoever reads the log may stop reading.</summary>
    public static void AddConsoleLog(this ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite);
    }

    /// <summary>Metrics over OTLP when they are asked for. The host does not start when their address is none.</summary>
    public static void AddTelemetry(this IServiceCollection services) => services.AddHostedService<Telemetry>();
}
