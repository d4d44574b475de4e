using System.Net;
using LiveBoard.Api;
using Microsoft.Extensions.Options;

namespace LiveBoard.Hosting;

/// <summary>
/// Only our own pages may call from a browser. A foreign name that resolves to this machine is refused by its Host; a foreign page by
/// its Origin, which browsers send with every WebSocket and every request that changes something.
/// </summary>
internal sealed class SameOrigin(RequestDelegate next, IOptions<LiveBoardOptions> options)
{
    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        if (!IsOurs(request.Host.Host))
            return Problems.Problem(
                StatusCodes.Status421MisdirectedRequest, ProblemTypes.UnknownHost, "Tên máy chủ không hợp lệ · Unknown host",
                $"This service does not answer to that name. {LiveBoardOptions.Section}:{nameof(LiveBoardOptions.Hosts)} lists further names.").ExecuteAsync(http);
        var origin = request.Headers.Origin.ToString();
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        var hub = request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase);
        if (origin.Length == 0 || (reads && !hub) || IsSame(origin, request.Host))
            return next(http);
        return Problems.Problem(
            StatusCodes.Status403Forbidden, ProblemTypes.ForeignOrigin, "Nguồn gọi không được phép · Foreign origin",
            "Pages of other origins may not call this service.").ExecuteAsync(http);
    }

    private bool IsOurs(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && (IPAddress.IsLoopback(ip) || options.Value.AllowRemote))
        || options.Value.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase);

    /// <summary>The scheme is left out: a proxy may have taken TLS off.</summary>
    private static bool IsSame(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        && uri.Authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase);
}
