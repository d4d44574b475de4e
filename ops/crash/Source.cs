using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Monitor.Crash;

/// <summary>One system that tells of dossiers: in batches of any size, again until it is answered, and some of it twice for no reason.</summary>
internal sealed class Source(string name, Ledger ledger)
{
    private const int LargestBatch = 120;
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(100);
    private readonly string _path = "api/v1/events" + (name == Offices.Archive ? "?mode=backfill" : "");
    private readonly List<Told> _waiting = [];
    private readonly List<Told> _answered = [];

    public string Name => name;

    public int Waiting => _waiting.Count;

    public void Add(IEnumerable<Told> events) => _waiting.AddRange(events);

    /// <summary>Sends what waits until nothing does, or until the program is gone.</summary>
    public async Task SendAsync(Api service, Random random, Traffic traffic)
    {
        while (_waiting.Count > 0)
        {
            var size = Math.Min(_waiting.Count, 1 + random.Next(random.Next(3) == 0 ? LargestBatch : 12));
            var batch = Batch(size, random);
            if (!await SendAsync(service, batch, traffic))
                return;
            _answered.AddRange(_waiting.Take(size));
            _waiting.RemoveRange(0, size);
        }
    }

    private Told[] Batch(int size, Random random)
    {
        var batch = _waiting.Take(size).ToList();
        for (var again = _answered.Count > 0 ? random.Next(4) : 0; again > 0; again--)
            batch.Add(_answered[random.Next(_answered.Count)]);
        if (random.Next(4) == 0)
            batch.Add(batch[random.Next(batch.Count)]);
        return [.. batch];
    }

    /// <returns>False when the program is gone, or when another door may be better; one that is alone and busy is asked again.</returns>
    private async Task<bool> SendAsync(Api service, Told[] batch, Traffic traffic)
    {
        var twice = batch.Length - batch.DistinctBy(told => told.Key).Count();
        var answered = batch.DistinctBy(told => told.Key).Count(told => ledger.Answered.ContainsKey(told.Key));
        for (; ; )
        {
            var possible = twice + batch.DistinctBy(told => told.Key).Count(told => ledger.Sent.ContainsKey(told.Key));
            ledger.Send(batch);
            try
            {
                var asking = service.Http.PostAsync(_path, Api.Json($"[{string.Join(',', batch.Select(told => told.ToJson()))}]"));
                traffic.Sent();
                using var answer = await asking;
                if (answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
                {
                    if (service.IsOneOfMany)
                        return false;
                    await Task.Delay(Busy, TimeProvider.System);
                    continue;
                }

                if (!answer.IsSuccessStatusCode)
                    throw new BrokenPromiseException($"Events: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                ledger.Answer(batch, (await answer.Content.ReadFromJsonAsync<JsonNode>())!, answered + twice, possible);
                traffic.Answered();
                return true;
            }
            catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or IOException)
            {
                return false;
            }
        }
    }
}
