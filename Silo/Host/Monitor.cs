using System.Net;
using System.Net.Sockets;
using Grains.Catalogue;
using Grains.Interfaces.Operations;
using Grains.Storage;
using LiveBoard.Hosting;
using Silo.Host.Engines;
using Silo.Host.Hosting;

namespace Silo.Host;

/// <summary>The monitor in one process, from start to stop.</summary>
internal static class Monitor
{
    /// <summary>Exit code: 0 after a clean stop, 1 when it cannot start; the reason is then one line on standard error.</summary>
    public static async Task<int> RunAsync(RunOptions options, CancellationToken cancellationToken)
    {
        try
        {
            using var folder = DataFolder.Open(options.Data);
            await using var app = Build(options);
            await app.Services.GetRequiredService<ReferenceLoader>().LoadAsync(cancellationToken);
            await app.StartAsync(cancellationToken);
            await app.Services.GetRequiredService<StartupWake>().RunAsync(_ => true, cancellationToken);
            await Console.Out.WriteLineAsync($"ready {Address(app)}");
            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (Exception failure) when (failure is StorageStartException or StoreUnavailableException or DataFolderException or TelemetryException || IsPortTaken(failure))
        {
            await Console.Error.WriteLineAsync(IsPortTaken(failure)
                ? $"Cổng {options.Port} đang được dùng / port {options.Port} is taken: give another one with --port."
                : failure.Message);
            return 1;
        }
    }

    private static WebApplication Build(RunOptions options)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.AddConsoleLog();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        builder.Services.AddServiceClock(options.Clock, options.Storage, options.IsDemo);
        builder.Services.AddStorage(options);
        builder.Services.AddGrains();
        builder.AddSilo();
        builder.Services.AddLiveBoard(builder.Configuration);
        builder.Services.AddBoardTelemetry();
        var app = builder.Build();
        app.MapLiveBoard();
        app.LogStart(options);
        return app;
    }

    private static string Address(WebApplication app) => app.Urls.First();

    private static bool IsPortTaken(Exception failure) =>
        failure is IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException }
        or IOException { InnerException.InnerException: SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } };
}
