using System.Reflection;
using System.Threading.RateLimiting;
using Grains.Interfaces.Operations;
using LiveBoard.Api;
using LiveBoard.Board;
using LiveBoard.Operations;
using LiveBoard.Timings;
using LiveBoard.Wire;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LiveBoard.Hosting;

public static class LiveBoardServices
{
    /// <summary>
    /// The board server. The caller registers <c>IGrainFactory</c>, <c>ServiceInfo</c> and, unless it is real time, the service's
    /// <see cref="TimeProvider"/>; then maps it with <see cref="LiveBoardEndpoints.MapLiveBoard"/>.
    /// </summary>
    public static IServiceCollection AddLiveBoard(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LiveBoardOptions>().Bind(configuration.GetSection(LiveBoardOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddKeyedSingleton(RealTime.Key, TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<LiveBoardInstruments>();
        services.AddSingleton<OwnTimings>().AddHostedService(provider => provider.GetRequiredService<OwnTimings>());
        services.AddSingleton<ISelfReport>(provider => provider.GetRequiredService<OwnTimings>());
        services.AddSingleton<ClusterReader>();
        services.AddSingleton<FrameStamp>();
        services.AddSingleton<BoardFeeds>();
        services.AddHostedService<LoopbackOnly>();
        services.AddExceptionHandler<FaultAnswers>();
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context => FaultAnswers.Complete(context.ProblemDetails));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<LiveBoardOptions>>((kestrel, board) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = board.Value.MaxConnections;
            // Some more than displays, so that one too many is told why.
            kestrel.Limits.MaxConcurrentUpgradedConnections = board.Value.MaxDisplays + 100;
        });
        services.ConfigureHttpJsonOptions(json => WireJson.Configure(json.SerializerOptions));
        services.AddOpenApi("v1", BoardOpenApi.Describe);
        services.AddRequestLimits();
        services.AddSignalR(hub =>
        {
            hub.KeepAliveInterval = TimeSpan.FromSeconds(5);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(20);
            hub.MaximumReceiveMessageSize = 4 * 1024;
            hub.EnableDetailedErrors = false;
        }).AddJsonProtocol(json => json.PayloadSerializerOptions = WireJson.Options);
        return services;
    }

    /// <summary>The service's clock, and what runs here.</summary>
    /// <param name="program">Whose build it is.</param>
    /// <param name="engine"><c>embedded</c> or <c>orleans</c>.</param>
    /// <param name="storage"><c>sqlite</c> or <c>postgres</c>.</param>
    public static void AddService(
        this IServiceCollection services, Assembly program, string engine, string storage, bool simulated, ServiceClock clock)
    {
        var time = clock.On(TimeProvider.System);
        services.AddSingleton(time);
        services.AddSingleton(clock.Info);
        services.AddSingleton(new ServiceInfo(
            engine, storage, program.GetName().Version?.ToString(3) ?? "", program.ManifestModule.ModuleVersionId.ToString("N"), simulated,
            clock.Start ?? time.GetUtcNow(), clock.Info));
    }

    private static void AddRequestLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(limiter => limiter.OnRejected = async (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "1";
            await Problems.OfStatus(
                StatusCodes.Status429TooManyRequests, "Quá tải · Overloaded",
                "Too many such requests at once. Send the same request again after a second.").ExecuteAsync(context.HttpContext);
        });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<LiveBoardOptions>>((limiter, board) => limiter
            .AddConcurrencyLimiter(EventsApi.RateLimit, AtOnce(board.Value.MaxIngestRequests, board.Value.MaxWaitingIngestRequests))
            .AddConcurrencyLimiter(DeadlinesApi.RateLimit, AtOnce(board.Value.MaxSimulations, board.Value.MaxWaitingSimulations))
            .AddConcurrencyLimiter(LiveBoardEndpoints.RateLimit, AtOnce(board.Value.MaxRequests, board.Value.MaxWaitingRequests)));
    }

    private static Action<ConcurrencyLimiterOptions> AtOnce(int served, int waiting) => limit =>
    {
        limit.PermitLimit = served;
        limit.QueueLimit = waiting;
        // When more come than can be served, some are answered soon and the others told to come again; in a fair line all would be late.
        limit.QueueProcessingOrder = QueueProcessingOrder.NewestFirst;
    };
}
