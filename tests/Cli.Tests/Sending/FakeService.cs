using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Cli.Tests.Sending;

/// <summary>A monitor that keeps what it is sent, and can be made to misbehave.</summary>
internal sealed class FakeService : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _ids = [];
    private readonly Queue<Func<HttpResponseMessage>> _troubles = new();

    public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
    public double Speed { get; set; } = 1;

    /// <summary>Where a replay's clock was started; null: the clock is real.</summary>
    public DateTimeOffset? Started { get; set; }

    /// <summary>Most events that one request may have.</summary>
    public int Largest { get; set; } = int.MaxValue;

    public Func<JsonNode, string?> RefusalCode { get; set; } = _ => null;

    /// <summary>Events in the order in which they came, with the query of their request.</summary>
    public List<(string Dossier, string Id, string Query, DateTimeOffset Now)> Applied { get; } = [];

    public List<int> Batches { get; } = [];
    public int MostAtOnce { get; private set; }
    public int Asked { get; private set; }

    /// <summary>Events that came before their time.</summary>
    public int Early { get; private set; }

    private int _atOnce;

    /// <summary>The next requests to events fare like this, one each.</summary>
    public void Trouble(params Func<HttpResponseMessage>[] troubles)
    {
        foreach (var trouble in troubles)
            _troubles.Enqueue(trouble);
    }

    public static HttpResponseMessage Busy(HttpStatusCode code, TimeSpan? after)
    {
        var answer = new HttpResponseMessage(code);
        if (after is { } delay)
            answer.Headers.RetryAfter = new RetryConditionHeaderValue(delay);
        return answer;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsolutePath == "/api/v1/about")
        {
            Asked++;
            return Ok(new { clock = new { kind = Started is null ? "real" : "replay", now = Now, speed = Speed }, started = Started ?? Now.AddDays(-1) });
        }
        var lines = (await request.Content!.ReadAsStringAsync(cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lock (_lock)
            MostAtOnce = Math.Max(MostAtOnce, ++_atOnce);
        await Task.Yield();
        lock (_lock)
        {
            _atOnce--;
            if (_troubles.TryDequeue(out var trouble))
                return Answering(request, trouble());
            return lines.Length > Largest ? new HttpResponseMessage(HttpStatusCode.RequestEntityTooLarge) : Take(lines, request.RequestUri.Query);
        }
    }

    private HttpResponseMessage Take(string[] lines, string query)
    {
        var (applied, duplicate, refused) = (0, 0, new List<object>());
        Batches.Add(lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            var json = JsonNode.Parse(lines[i])!;
            var id = json["id"]!.GetValue<string>();
            if (RefusalCode(json) is { } code)
                refused.Add(new { index = i, id, code, message = "because" });
            else if (!_ids.Add(id))
                duplicate++;
            else
            {
                applied++;
                if (json["at"]!.GetValue<DateTimeOffset>() > Now)
                    Early++;
                Applied.Add((json["dossier"]!.GetValue<string>(), id, query, Now));
            }
        }
        return Ok(new { received = lines.Length, applied, duplicate, refused });
    }

    private static HttpResponseMessage Answering(HttpRequestMessage request, HttpResponseMessage answer)
    {
        answer.RequestMessage = request;
        return answer;
    }

    private static HttpResponseMessage Ok<T>(T body) => new(HttpStatusCode.OK) { Content = JsonContent.Create(body) };
}
