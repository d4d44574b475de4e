using LiveBoard.Api;
using Grains.Interfaces.Agencies;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Orleans;

namespace LiveBoard.Hosting;

/// <summary>The pages that the client's build left in the web root.</summary>
internal static partial class Pages
{
    private const string Html = "text/html; charset=utf-8";

    // Both look again by themselves: a display in a hall has nobody who would.
    private const string NoSuchBoard =
        """
        <!doctype html>
        <html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="dark">
        <meta http-equiv="refresh" content="30"><title>Không có bảng này</title></head>
        <body><h1>Không có bảng của cơ quan này</h1><p><a href="/">Xem danh sách các bảng</a></p>
        <h1 lang="en">No board of such an agency</h1><p lang="en"><a href="/?lang=en">See the list of boards</a></p></body></html>
        """;

    private const string NotBuilt =
        """
        <!doctype html>
        <html lang="vi"><head><meta charset="utf-8"><meta name="color-scheme" content="dark"><meta http-equiv="refresh" content="30"><title>Chưa có trang</title></head>
        <body><h1>Giao diện chưa được dựng</h1><p>Dịch vụ vẫn chạy; hãy dựng LiveBoard/client rồi khởi động lại.</p>
        <h1 lang="en">The pages are not built</h1><p lang="en">The service itself runs; build LiveBoard/client and start again.</p></body></html>
        """;

    /// <summary>Files whose names hold a hash of what is in them never change.</summary>
    public static void UsePageFiles(this WebApplication app)
    {
        if (RootOf(app.Services) is not { } root)
        {
            LogNoPages(app.Logger);
            return;
        }
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(root),
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (IServiceProvider services) => Page(services, "index.html"))
            .RequirePolicy(EndpointPolicy.Public).ExcludeFromDescription();
        routes.MapGet("/desk", (IServiceProvider services) => Page(services, "desk.html"))
            .RequirePolicy(EndpointPolicy.Public).ExcludeFromDescription();
        routes.MapGet("/wall/{agency}", WallAsync)
            .RequirePolicy(EndpointPolicy.Public).ExcludeFromDescription();
    }

    private static async Task<IResult> WallAsync(string agency, IServiceProvider services, IGrainFactory grains, CancellationToken cancellationToken) =>
        await IsUnknownAsync(grains, Query.Code(agency), cancellationToken)
            ? TypedResults.Content(NoSuchBoard, Html, statusCode: StatusCodes.Status404NotFound)
            : Page(services, "wall.html");

    /// <summary>Unless somebody can say that there is no such agency, a wall gets its page: it waits for its figures by itself.</summary>
    private static async Task<bool> IsUnknownAsync(IGrainFactory grains, string agency, CancellationToken cancellationToken)
    {
        if (!AgencyCode.TryParse(agency, out _))
            return true;
        try
        {
            return await AgenciesApi.FindAsync(grains, agency, cancellationToken) is null;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static IResult Page(IServiceProvider services, string file) =>
        RootOf(services) is { } root && Path.Combine(root, file) is var path && File.Exists(path)
            ? TypedResults.PhysicalFile(path, Html)
            : TypedResults.Content(NotBuilt, Html, statusCode: StatusCodes.Status503ServiceUnavailable);

    private static string? RootOf(IServiceProvider services)
    {
        var root = services.GetRequiredService<IOptions<LiveBoardOptions>>().Value.WebRoot ?? Path.Combine(AppContext.BaseDirectory, "wwwroot");
        return Directory.Exists(root) ? Path.GetFullPath(root) : null;
    }

    [LoggerMessage(2201, LogLevel.Warning, "No built pages are here; only the API answers.")]
    private static partial void LogNoPages(ILogger log);
}
