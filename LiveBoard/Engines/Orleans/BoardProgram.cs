using System.CommandLine;
using System.Net;
using System.Reflection;
using LiveBoard.Hosting;

namespace LiveBoard.Engines;

/// <summary>A board by itself: any number of them side by side serve the same cluster, and none needs to know of another.</summary>
internal static class BoardProgram
{
    private const int Usage = 2;
    private static readonly Option<int> Port = new("--port") { Description = "port of HTTP; 0 takes a free one", DefaultValueFactory = _ => 5080 };
    private static readonly Option<bool> Demo = new("--demo") { Description = "the cluster's dossiers are simulated; every page says so" };

    private static async Task<int> Main(string[] args)
    {
        var command = new RootCommand("Serves live boards and the API, as a client of a cluster of silos.") { Port, AddressOption.Listen, Demo };
        command.AddCluster();
        command.AddServiceClock();
        command.SetAction((result, cancellationToken) => RunAsync(
            new IPEndPoint(result.GetValue(AddressOption.Listen)!, result.GetValue(Port)), result.GetValue(Demo), result.GetCluster(), result.GetServiceClock(), cancellationToken));
        var parsed = command.Parse(args);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync();
        foreach (var error in parsed.Errors)
            await Console.Error.WriteLineAsync($"{error.Message}; see --help");
        return Usage;
    }

    private static async Task<int> RunAsync(IPEndPoint place, bool simulated, ClusterOfSilos cluster, ServiceClock clock, CancellationToken cancellationToken)
    {
        try
        {
            await using var app = Build(place, simulated, cluster, clock);
            await app.StartAsync(cancellationToken);
            await Console.Out.WriteLineAsync($"ready {app.Urls.First()}");
            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (Exception failure) when (failure is TelemetryException or ClusterTlsException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }

    private static WebApplication Build(IPEndPoint place, bool simulated, ClusterOfSilos cluster, ServiceClock clock)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.AddConsoleLog();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(place));
        builder.Services.AddService(Assembly.GetExecutingAssembly(), "orleans", "postgres", simulated, clock);
        builder.UseCluster(cluster, builder.Services.AddClusterTls(cluster.Tls, serves: false));
        builder.Services.AddLiveBoard(builder.Configuration);
        builder.Services.AddBoardTelemetry();
        var app = builder.Build();
        app.MapLiveBoard();
        return app;
    }
}
