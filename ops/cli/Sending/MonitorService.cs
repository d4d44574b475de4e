using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monitor.Cli.Sending;

/// <summary>The monitor's HTTP API, as far as the command line needs it. Waits out a service that is starting, busy or away.</summary>
internal sealed class MonitorService(HttpClient http, Patience patience)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    /// <summary>The service's clock.</summary>
    public async Task<ServiceClock> ClockAsync(CancellationToken cancellationToken)
    {
        using var answer = await CallAsync(() => new(HttpMethod.Get, "api/v1/about"), cancellationToken);
        var about = await answer.Content.ReadFromJsonAsync<AboutAnswer>(_json, cancellationToken);
        var clock = about?.Clock ?? throw new FailedException("GET /api/v1/about does not tell the service's clock");
        return clock with { Started = about.Started ?? clock.Now };
    }

    /// <summary>Sends events in their order and returns when the service has committed them.</summary>
    public async Task<IngestAnswer> SendAsync(ReadOnlyMemory<byte> lines, bool backfill, CancellationToken cancellationToken)
    {
        HttpRequestMessage Request() => new(HttpMethod.Post, backfill ? "api/v1/events?mode=backfill" : "api/v1/events")
        {
            Content = new ReadOnlyMemoryContent(lines) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson") } },
        };

        using var answer = await CallAsync(Request, cancellationToken);
        return await answer.Content.ReadFromJsonAsync<IngestAnswer>(_json, cancellationToken) ?? throw new FailedException("POST /api/v1/events answered nothing");
    }

    /// <summary>Stores a reference document and returns what the service says has changed.</summary>
    public async Task<JsonNode?> PutReferenceAsync(string kind, JsonNode document, CancellationToken cancellationToken)
    {
        using var answer = await CallAsync(() => new(HttpMethod.Put, $"api/v1/reference/{kind}") { Content = JsonContent.Create(document) }, cancellationToken);
        return await answer.Content.ReadFromJsonAsync<JsonNode>(cancellationToken);
    }

    public async Task<JsonNode?> GetReferenceAsync(string kind, CancellationToken cancellationToken)
    {
        using var answer = await CallAsync(() => new(HttpMethod.Get, $"api/v1/reference/{kind}"), cancellationToken);
        return await answer.Content.ReadFromJsonAsync<JsonNode>(cancellationToken);
    }

    /// <summary>The explanation of a dossier: JSON, or text when a language is given.</summary>
    public async Task<string> ExplainAsync(string dossier, string? language, string? asOf, CancellationToken cancellationToken)
    {
        var query = string.Join('&', new[] { ("lang", language), ("asOf", asOf) }.Where(pair => pair.Item2 is not null).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2!)}"));
        using var answer = await CallAsync(
            () => new(HttpMethod.Get, $"api/v1/dossiers/{Uri.EscapeDataString(dossier)}/explanation?{query}")
            {
                Headers = { Accept = { new MediaTypeWithQualityHeaderValue(language is null ? "application/json" : "text/plain") } },
            },
            cancellationToken);
        return await answer.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>Has the service reckon what a document would do to open dossiers; nothing but the preview is stored.</summary>
    public Task<JsonNode> PreviewAsync(string kind, JsonNode document, CancellationToken cancellationToken) =>
        JsonAsync(HttpMethod.Post, $"api/v1/reference/{kind}/preview", document, cancellationToken);

    public Task<JsonNode> ChangeAsync(string change, CancellationToken cancellationToken) =>
        JsonAsync(HttpMethod.Get, $"api/v1/changes/{Uri.EscapeDataString(change)}", null, cancellationToken);

    public Task<JsonNode> ChangesAsync(CancellationToken cancellationToken) => JsonAsync(HttpMethod.Get, "api/v1/changes", null, cancellationToken);

    /// <summary>Begins to <c>apply</c> or <c>undo</c> a change, and answers it as it has begun.</summary>
    public Task<JsonNode> DecideAsync(string change, string verb, string by, string? reason, CancellationToken cancellationToken) => JsonAsync(
        HttpMethod.Post, $"api/v1/changes/{Uri.EscapeDataString(change)}/{verb}", new JsonObject { ["by"] = by, ["reason"] = reason }, cancellationToken);

    /// <summary>Archives some dossiers and answers how many, and where to go on.</summary>
    public Task<JsonNode> ArchiveAsync(DateTimeOffset endedBefore, string? after, CancellationToken cancellationToken) =>
        JsonAsync(HttpMethod.Post, "api/v1/archive", new JsonObject { ["endedBefore"] = endedBefore, ["after"] = after }, cancellationToken);

    /// <summary>Who hosts grains and how they do, what is in hand, and what wants a look.</summary>
    public Task<JsonNode> ClusterAsync(CancellationToken cancellationToken) => JsonAsync(HttpMethod.Get, "api/v1/cluster", null, cancellationToken);

    private async Task<JsonNode> JsonAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken)
    {
        using var answer = await CallAsync(() => new(method, path) { Content = body is null ? null : JsonContent.Create(body) }, cancellationToken);
        return await answer.Content.ReadFromJsonAsync<JsonNode>(cancellationToken) ?? throw new FailedException($"{method} {path} answered nothing");
    }

    private async Task<HttpResponseMessage> CallAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        var answer = await patience.AnswerAsync(() => TryAsync(request, cancellationToken), cancellationToken);
        if (answer.IsSuccessStatusCode)
            return answer;
        using (answer)
            throw await Refusal.OfAsync(answer, cancellationToken);
    }

    private async Task<HttpResponseMessage> TryAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        using var message = request();
        return await http.SendAsync(message, cancellationToken);
    }

    private sealed record AboutAnswer(ServiceClock? Clock, DateTimeOffset? Started);
}

/// <summary>The service's clock as it stood when asked.</summary>
/// <param name="Now">Its instant.</param>
/// <param name="Speed">Seconds that pass on it in a second.</param>
/// <param name="Kind"><c>real</c> or <c>replay</c>.</param>
/// <param name="Started">Where it stood when the service started.</param>
internal sealed record ServiceClock(DateTimeOffset Now, double Speed = 1, string Kind = "real", DateTimeOffset Started = default)
{
    /// <summary>
    /// Where an import ends and a replay begins: now; on a replay's clock the instant at which it was started, so that the same file
    /// gives the same figures however long after the start it is imported.
    /// </summary>
    public DateTimeOffset Present => Kind == "replay" ? Started : Now;
}

/// <summary>What became of the events of one request.</summary>
internal sealed record IngestAnswer(long Received, long Applied, long Duplicate, IReadOnlyList<RefusedAnswer> Refused);

internal sealed record RefusedAnswer(int Index, string? Id, string Code, string Message);
