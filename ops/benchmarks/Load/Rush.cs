using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Monitor.Bench.Load;

/// <summary>Requests of a few new dossiers each, at whatever rate. What is refused is not sent again.</summary>
/// <param name="size">Events in one request.</param>
internal sealed class Rush(Service service, Site site, int size)
{
    private const int Connections = 32;
    private static readonly TimeProvider Clock = TimeProvider.System;
    private static readonly MediaTypeHeaderValue Lines = new("application/x-ndjson");
    private readonly DateTimeOffset _now = Clock.GetUtcNow();
    private int _accepted;

    /// <summary>Requests a second that connections get answered which send one after the other.</summary>
    public async Task<double> SustainableAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        // Half of the time is to get warm.
        await ClosedAsync("warm", time / 2, cancellationToken);
        return await ClosedAsync("steady", time, cancellationToken) / time.TotalSeconds;
    }

    /// <summary>At a fixed rate, whether or not earlier ones were answered.</summary>
    public async Task<Rushed> OpenAsync(string prefix, double rate, int seconds, CancellationToken cancellationToken)
    {
        var rushed = new Rushed(seconds);
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var memory = rushed.WatchAsync(service, watching.Token);
        var loop = new OpenLoop(Clock.GetTimestamp(), rate);
        await loop.RunAsync(
            (int)(rate * seconds),
            async call =>
            {
                var taken = await PostAsync($"{prefix}-{call}", cancellationToken);
                rushed.Add(taken, Clock.GetElapsedTime(loop.Intended(call)));
            },
            cancellationToken);
        await watching.CancelAsync();
        await memory;
        return rushed;
    }

    /// <exception cref="UnequalException">The board does not count just what was accepted.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var board = await service.GetAsync($"api/v1/boards/{Site.Province}", cancellationToken);
        var open = board["figures"]!["open"]!.GetValue<int>();
        if (open != _accepted * size)
            throw new UnequalException($"{_accepted * size} dossiers were accepted, and the board counts {open}");
    }

    private async Task<int> ClosedAsync(string prefix, TimeSpan time, CancellationToken cancellationToken)
    {
        var (begun, answered) = (Clock.GetTimestamp(), 0);
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async connection =>
        {
            for (var i = 0; Clock.GetElapsedTime(begun) < time; i++)
            {
                if (await PostAsync($"{prefix}-{connection}-{i}", cancellationToken))
                    Interlocked.Increment(ref answered);
            }
        }));
        return answered;
    }

    private async Task<bool> PostAsync(string prefix, CancellationToken cancellationToken)
    {
        var body = Batch.Receiving(site, prefix, size, _now.AddHours(-1), _now.AddDays(10)).Single();
        using var content = new ByteArrayContent(body.Body) { Headers = { ContentType = Lines } };
        using var answer = await service.Http.PostAsync("api/v1/events", content, cancellationToken);
        if (answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is not null)
            return false;
        if (!answer.IsSuccessStatusCode)
            throw new UnequalException($"answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        var told = (await answer.Content.ReadFromJsonAsync<JsonNode>(cancellationToken))!;
        if (told["applied"]!.GetValue<int>() != size)
            throw new UnequalException($"of {size} events: {told.ToJsonString()}");
        Interlocked.Increment(ref _accepted);
        return true;
    }
}

/// <summary>What became of a rush; times from when each request was meant to go.</summary>
internal sealed class Rushed(int seconds)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    public Latencies Accepted { get; } = new();

    public Latencies Refused { get; } = new();

    /// <summary>Most bytes that the service held.</summary>
    public long Peak { get; private set; }

    public double AcceptedASecond => (double)Accepted.Count / seconds;

    public double RefusedShare => (double)Refused.Count / Math.Max(1, Refused.Count + Accepted.Count);

    public void Add(bool isTaken, TimeSpan took) => (isTaken ? Accepted : Refused).Add(took);

    public async Task WatchAsync(Service service, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Peak = Math.Max(Peak, service.Resident);
            await Task.Delay(Look, TimeProvider.System, CancellationToken.None);
        }
    }
}
