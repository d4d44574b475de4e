using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;

namespace Silo.Tests.Faults;

/// <summary>Sources that send one batch after the other, each again until it is taken, and do not wait as long as they are told to.</summary>
internal sealed class Hammer : IAsyncDisposable
{
    private const int Sources = 12;
    private const int DossiersInABatch = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _sending;
    private readonly ConcurrentBag<string> _odd = [];
    private int _batches;
    private int _refusals;
    private long _longestMs;

    public Hammer(HttpClient http)
    {
        _http = http;
        _sending = Task.WhenAll(Enumerable.Range(0, Sources).Select(SendAsync));
    }

    /// <summary>Batches that were answered as taken.</summary>
    public int Batches => Volatile.Read(ref _batches);

    /// <summary>Received and took a step; each batch holds both events of its dossiers.</summary>
    public int Dossiers => Batches * DossiersInABatch;

    public int Events => 2 * Dossiers;

    /// <summary>Answers 503 and 429, each with Retry-After.</summary>
    public int Refusals => Volatile.Read(ref _refusals);

    /// <summary>Answers that were neither, and refusals without Retry-After.</summary>
    public IReadOnlyCollection<string> Odd => _odd;

    /// <summary>Until the slowest answer.</summary>
    public TimeSpan Longest => TimeSpan.FromMilliseconds(Volatile.Read(ref _longestMs));

    /// <summary>Lets each source finish its batch.</summary>
    public async Task StopAsync()
    {
        await _over.CancelAsync();
        await _sending.WaitAsync(TimeSpan.FromSeconds(120));
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _over.Dispose();
    }

    private async Task SendAsync(int source)
    {
        for (var batch = 0; !_over.IsCancellationRequested; batch++)
        {
            while (!await IsTakenAsync(source, batch))
                await Task.Delay(Pause, TimeProvider.System);
            Interlocked.Increment(ref _batches);
        }
    }

    private async Task<bool> IsTakenAsync(int source, int batch)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var answer = await _http.PostAsync("api/v1/events", new StringContent(Body(source, batch), Encoding.UTF8, "application/json"));
        InterlockedMax((long)TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds);
        if (answer.IsSuccessStatusCode)
        {
            var told = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
            (told["applied"]!.GetValue<int>() + told["duplicate"]!.GetValue<int>()).ShouldBe(2 * DossiersInABatch);
            return true;
        }

        if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests) || answer.Headers.RetryAfter is null)
            _odd.Add($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        Interlocked.Increment(ref _refusals);
        return false;
    }

    private void InterlockedMax(long milliseconds)
    {
        for (var known = Volatile.Read(ref _longestMs); milliseconds > known; known = Volatile.Read(ref _longestMs))
            Interlocked.CompareExchange(ref _longestMs, milliseconds, known);
    }

    private static string Body(int source, int batch) => "[" + string.Join(',', Enumerable.Range(0, DossiersInABatch).Select(i =>
        $$"""
        {"id":"{{batch}}-{{i}}-r","source":"s{{source}}","dossier":"A-{{source}}-{{batch}}-{{i}}","type":"received","at":"2026-11-18T01:00:00Z","agency":"A","procedure":"1","due":"2026-12-01T09:00:00Z"},
        {"id":"{{batch}}-{{i}}-s","source":"s{{source}}","dossier":"A-{{source}}-{{batch}}-{{i}}","type":"step","at":"2026-11-18T02:00:00Z","step":"s"}
        """)) + "]";
}
