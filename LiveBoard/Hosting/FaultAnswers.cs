using System.Globalization;
using Grains.Interfaces.Reports;
using LiveBoard.Api;
using LiveBoard.Board;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace LiveBoard.Hosting;

/// <summary>What callers are told when a request ends in an exception: never its text.</summary>
internal sealed partial class FaultAnswers(ILogger<FaultAnswers> log, [FromKeyedServices(RealTime.Key)] TimeProvider real) : IExceptionHandler
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(1);
    private long _toldAt = real.GetTimestamp() - real.TimestampFrequency;
    private int _untold;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
            return true;
        var answer = exception switch
        {
            BadHttpRequestException bad => Problems.OfStatus(
                bad.StatusCode, "Yêu cầu không hợp lệ · Bad request", "The request cannot be read. Its parameters and body are described at /openapi/v1.json."),
            // A page's cursor is opaque here; only who made it can tell that it is none.
            FormatException or ArgumentException when httpContext.Request.Query.ContainsKey("cursor") =>
                Problems.BadParameter("cursor", "send \"nextCursor\" of the page before as it came."),
            PastBusyException => Problems.PastBusy,
            NullReferenceException or InvalidCastException or IndexOutOfRangeException or KeyNotFoundException or ArgumentException
                or FormatException or NotSupportedException or ArithmeticException => Problems.Internal,
            _ => Problems.Unavailable,
        };
        if (answer.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            httpContext.Response.Headers.RetryAfter = Problems.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            if (exception is PastBusyException)
                LogBusy(log, EndpointOf(httpContext));
            else
                TellUnavailable(httpContext, exception);
        }
        else if (answer.StatusCode >= 500)
        {
            LogDefect(log, httpContext.Request.Method, EndpointOf(httpContext), exception);
        }
        await answer.ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>Gives an answer that has only a status its stable type, in place of a link to a specification, and the remedy.</summary>
    public static void Complete(ProblemDetails problem)
    {
        problem.Detail ??= problem.Status switch
        {
            StatusCodes.Status404NotFound => "There is nothing at this path. /openapi/v1.json lists the calls; a slash in a code is written %2F.",
            StatusCodes.Status405MethodNotAllowed => "This path does not take this method. /openapi/v1.json lists the calls.",
            StatusCodes.Status415UnsupportedMediaType => "Send a Content-Type that /openapi/v1.json lists for this call.",
            _ => null,
        };
        if (problem.Type is null || !problem.Type.StartsWith("urn:", StringComparison.Ordinal))
            problem.Type = ProblemTypes.OfStatus(problem.Status ?? 500);
    }

    // During an outage every request ends here, and a log that fills the disk would be a second fault.
    private void TellUnavailable(HttpContext http, Exception fault)
    {
        var told = Volatile.Read(ref _toldAt);
        var now = real.GetTimestamp();
        if (real.GetElapsedTime(told, now) < TellEvery || Interlocked.CompareExchange(ref _toldAt, now, told) != told)
            Interlocked.Increment(ref _untold);
        else
            LogUnavailable(log, http.Request.Method, EndpointOf(http), Interlocked.Exchange(ref _untold, 0), fault);
    }

    /// <summary>The route, which holds no code of a dossier.</summary>
    private static string EndpointOf(HttpContext http) =>
        (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName ?? "-";

    [LoggerMessage(2101, LogLevel.Warning, "{Method} {Endpoint} is answered 503: what it needs does not answer. So were {Others} requests since this was last told.")]
    private static partial void LogUnavailable(ILogger log, string method, string endpoint, int others, Exception fault);

    [LoggerMessage(2103, LogLevel.Information, "GET {Endpoint} is answered 503: too many questions about the past wait already.")]
    private static partial void LogBusy(ILogger log, string endpoint);

    [LoggerMessage(2102, LogLevel.Error, "{Method} {Endpoint} failed by a defect.")]
    private static partial void LogDefect(ILogger log, string method, string endpoint, Exception fault);
}
