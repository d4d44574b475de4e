using System.Threading.RateLimiting;
using LiveBoard.Api;
using LiveBoard.Board;
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
        services.AddSingleton<FrameStamp>();
        services.AddSingleton<BoardFeeds>();
        services.AddHostedService<LoopbackOnly>();
        services.AddExceptionHandler<FaultAnswers>();
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context => FaultAnswers.Complete(context.ProblemDetails));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
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
            .AddConcurrencyLimiter(EventsApi.RateLimit, ingest =>
            {
                ingest.PermitLimit = board.Value.MaxIngestRequests;
                ingest.QueueLimit = board.Value.MaxWaitingIngestRequests;
                ingest.QueueProcessingOrder = QueueProcessingOrder.OldestFirst;
            })
            .AddConcurrencyLimiter(DeadlinesApi.RateLimit, deadlines =>
            {
                deadlines.PermitLimit = board.Value.MaxSimulations;
                deadlines.QueueLimit = board.Value.MaxWaitingSimulations;
                deadlines.QueueProcessingOrder = QueueProcessingOrder.OldestFirst;
            }));
    }
}
