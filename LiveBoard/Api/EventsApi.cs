using System.Net.Mime;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Ingest;
using LiveBoard.Hosting;
using LiveBoard.Ingest;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Orleans;

namespace LiveBoard.Api;

/// <summary>The door for events.</summary>
internal static class EventsApi
{
    public const string RateLimit = "ingest";

    private const string Ndjson = "application/x-ndjson";

    public static void MapEvents(this RouteGroupBuilder api) => api.MapPost("/events", PostAsync)
        .RequirePolicy(EndpointPolicy.Source)
        .RequireRateLimiting(RateLimit)
        .WithSummary("Takes events: one object, an array of them, or NDJSON")
        .WithDescription("Idempotent by (source, id). What is counted as applied is committed and on the boards. mode=backfill raises no alerts.")
        .Accepts<DossierEvent>(MediaTypeNames.Application.Json, Ndjson, "application/ndjson", "application/jsonl")
        .Produces<IngestAnswer>()
        .ProducesProblem(400).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(503);

    private static async Task<Results<Ok<IngestAnswer>, ProblemHttpResult>> PostAsync(
        HttpContext http, string? mode, IGrainFactory grains, IOptions<LiveBoardOptions> options, TimeProvider clock, LiveBoardInstruments instruments)
    {
        if (ModeOf(mode) is not { } ingestMode)
            return Problems.BadParameter("mode", "leave it out for live events, or use backfill.");
        if (ScannerFor(http.Request) is not { } scanner)
            return Problems.UnsupportedMediaType($"{MediaTypeNames.Application.Json} or {Ndjson}");
        if (http.Request.ContentLength > options.Value.MaxEventsBodyBytes)
            return Problems.BodyTooLarge($"The body may hold at most {options.Value.MaxEventsBodyBytes} bytes. Send the events in several requests.");
        // The body counts its own bytes, so that the answer can say what to do.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        var body = new EventBody(http.Request.BodyReader, scanner, options.Value.MaxEventsBodyBytes);
        var run = new IngestRun(grains.GetGrain<IIngestGrain>("ingest"), ingestMode, options.Value, clock);
        try
        {
            var answer = await run.RunAsync(body, http.RequestAborted);
            instruments.OnIngested(answer, body.BytesRead);
            return TypedResults.Ok(answer);
        }
        catch (UnreadableBodyException fault)
        {
            return Problems.UnreadableEvents(fault);
        }
        catch (BodyTooLargeException fault)
        {
            return Problems.BodyTooLarge(fault.Message);
        }
    }

    private static IngestMode? ModeOf(string? mode) => mode switch
    {
        null or "" or "live" => IngestMode.Live,
        "backfill" => IngestMode.Backfill,
        _ => null,
    };

    private static ItemScanner? ScannerFor(HttpRequest request) =>
        !MediaType.IsPlainUtf8(request, out var type) ? null
        : type.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase) ? new JsonScanner()
        : type.Equals(Ndjson, StringComparison.OrdinalIgnoreCase) || type.Equals("application/ndjson", StringComparison.OrdinalIgnoreCase)
            || type.Equals("application/jsonl", StringComparison.OrdinalIgnoreCase) ? new LineScanner()
        : null;
}
