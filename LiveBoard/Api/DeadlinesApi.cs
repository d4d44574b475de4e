using System.Net.Mime;
using System.Text.Json;
using Grains.Interfaces.Deadlines;
using LiveBoard.Hosting;
using LiveBoard.Ingest;
using LiveBoard.Simulator;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Orleans;

namespace LiveBoard.Api;

/// <summary>The deadline simulator.</summary>
internal static class DeadlinesApi
{
    public const string RateLimit = "deadlines";

    public static void MapDeadlines(this RouteGroupBuilder api) => api.MapPost("/deadlines", PostAsync)
        .RequirePolicy(EndpointPolicy.Viewer)
        .RequireRateLimiting(RateLimit)
        .WithSummary("Counts deadlines, or the working time between two instants, and explains each")
        .WithDescription(
            $"An array of up to {SimulationRun.MaxItems} items; the answers stand in the same order. calendar: an id, or a calendar document. "
            + "duration: unit seconds, hours (both working time), workingDays, calendarDays or months, and value; negative ones count backward. "
            + "end in place of duration asks for elapsedSeconds. cutOff (HH:mm) makes it a same-day procedure. pauses: pairs [from, to]. "
            + "explain false leaves the explanation out. A bad item is answered by error in its place.")
        .Accepts<SimulationItem[]>(MediaTypeNames.Application.Json)
        .Produces<SimulationResult[]>()
        .ProducesProblem(400).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(503);

    private static async Task<Results<EmptyHttpResult, ProblemHttpResult>> PostAsync(
        HttpContext http, IGrainFactory grains, IOptions<LiveBoardOptions> options)
    {
        if (!MediaType.IsPlainUtf8(http.Request, out var type) || !type.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase))
            return Problems.UnsupportedMediaType(MediaTypeNames.Application.Json);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        var maxBytes = options.Value.MaxReferenceBodyBytes;
        if (await Body.ReadAllAsync(http, maxBytes) is not { } body)
            return Problems.BodyTooLarge($"A request to the simulator may hold at most {maxBytes} bytes. Send the items in several requests.");
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 64 });
            if (json.RootElement.ValueKind != JsonValueKind.Array)
                return Problems.UnreadableDeadlines(new UnreadableBodyException(1, 1, "The body must be an array of items."));
            if (json.RootElement.GetArrayLength() > SimulationRun.MaxItems)
                return Problems.BodyTooLarge($"{json.RootElement.GetArrayLength()} items; at most {SimulationRun.MaxItems} in one request. Send the others in another.");
            await new SimulationRun(grains.GetGrain<IDeadlineGrain>("deadlines"), [.. json.RootElement.EnumerateArray()]).WriteAsync(http.Response, http.RequestAborted);
            return TypedResults.Empty;
        }
        catch (JsonException fault)
        {
            return Problems.UnreadableDeadlines(UnreadableBodyException.From(fault));
        }
    }
}
