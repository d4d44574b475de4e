using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Monitor.Bench.Load;

/// <summary>Sends events over HTTP and sees to it that every one was applied.</summary>
internal static class Feed
{
    private const int Attempts = 300;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private static readonly MediaTypeHeaderValue Lines = new("application/x-ndjson");

    /// <summary>Several connections at once, each one batch after the other; how long all took.</summary>
    public static async Task<TimeSpan> SendAsync(Service service, IEnumerable<IEnumerable<Batch>> connections, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(connections.Select(batches => SendAsync(service, batches, cancellationToken)));
        return TimeProvider.System.GetElapsedTime(began);
    }

    public static async Task SendAsync(Service service, IEnumerable<Batch> batches, CancellationToken cancellationToken)
    {
        foreach (var batch in batches)
            await SendAsync(service, batch, cancellationToken);
    }

    /// <summary>Sends again while the service says that it has too much to do; who measures counts that time too.</summary>
    public static async Task SendAsync(Service service, Batch batch, CancellationToken cancellationToken)
    {
        for (var attempt = 0; !await TakenAsync(service, batch, attempt == Attempts, cancellationToken); attempt++)
            await Task.Delay(Patience, TimeProvider.System, cancellationToken);
    }

    private static async Task<bool> TakenAsync(Service service, Batch batch, bool isLast, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(batch.Body) { Headers = { ContentType = Lines } };
        using var answer = await service.Http.PostAsync("api/v1/events", content, cancellationToken);
        if (answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable && !isLast)
            return false;
        if (!answer.IsSuccessStatusCode)
            throw new UnequalException($"an ingest request was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        var told = await answer.Content.ReadFromJsonAsync<JsonNode>(cancellationToken);
        if (told!["applied"]!.GetValue<int>() != batch.Events)
            throw new UnequalException($"of {batch.Events} events: {told.ToJsonString()}");
        return true;
    }
}
