using LiveBoard.Api;
using LiveBoard.Board;
using Microsoft.AspNetCore.Http.Connections;

namespace LiveBoard.Hosting;

public static class LiveBoardEndpoints
{
    /// <summary>Of every call that has no bound of its own.</summary>
    internal const string RateLimit = "api";

    /// <summary>Middleware, API, hub and pages of the board server.</summary>
    public static WebApplication MapLiveBoard(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<SameOrigin>();
        app.UsePageFiles();
        app.UseRouting();
        app.UseRateLimiter();

        var api = app.MapGroup("/api/v1").RequireRateLimiting(RateLimit);
        api.MapEvents();
        api.MapBoards();
        api.MapAgencies();
        api.MapDossiers();
        api.MapReference();
        api.MapChanges();
        api.MapAlerts();
        api.MapReports();
        api.MapDeadlines();
        api.MapDataQuality();
        api.MapArchive();
        api.MapAbout();
        api.MapCluster();

        app.MapHealth();
        app.MapPages();
        app.MapOpenApi("/openapi/{documentName}.json").RequirePolicy(EndpointPolicy.Public);
        app.MapHub<BoardHub>(BoardHub.Path, hub => hub.Transports = HttpTransportType.WebSockets).RequirePolicy(EndpointPolicy.Viewer);
        return app;
    }

    /// <summary>Only what a probe asks: for a process that hosts grains and serves nobody else.</summary>
    public static WebApplication MapSiloHealth(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseRouting();
        app.UseRateLimiter();
        app.MapHealth();
        return app;
    }
}
