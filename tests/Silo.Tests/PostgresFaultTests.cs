using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Silo.Tests.Process;
using Tests.Shared;
using Xunit;

namespace Silo.Tests;

/// <summary>A database that goes away and comes back while events come in: refused with patience, and nothing is lost or counted twice.</summary>
public sealed class PostgresFaultTests : IDisposable
{
    private const int Batches = 60;
    private const int EventsInABatch = 50;
    private static readonly string[] Clock = ["--clock", "2026-11-18T03:00:00Z"];
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);
    private readonly TempFolder _data = new();

    public void Dispose() => _data.Dispose();

    [PostgresFact]
    public async Task A_server_that_crashes_and_comes_back_needs_no_restart_of_ours()
    {
        await using var server = await PrivatePostgres.StartAsync();
        using var database = new TempDatabase(server: server.Connection);
        await using var monitor = await StartAsync(database);
        var sender = new Sender(monitor.Http);
        var sending = sender.RunAsync();
        await sender.AnsweredAsync(Batches / 4);

        await server.CrashAsync();
        var refusal = await sender.RefusedAsync();
        refusal.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refusal.RetryAfter.ShouldBeTrue();
        (await monitor.Http.GetAsync("health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await monitor.Http.GetAsync("health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var about = (await monitor.Http.GetFromJsonAsync<JsonNode>("api/v1/about"))!;
        about["counts"].ShouldBeNull();
        about["storage"]!.GetValue<string>().ShouldBe("postgres");

        await server.StartAgainAsync();
        await sending.WaitAsync(Deadline);
        await ShouldHoldAllOnceAsync(monitor);
        (await monitor.Http.GetAsync("health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [PostgresFact]
    public async Task Connections_cut_in_the_middle_lose_and_double_nothing()
    {
        using var database = new TempDatabase();
        await using var monitor = await StartAsync(database);
        var sender = new Sender(monitor.Http);
        var sending = sender.RunAsync();
        for (var cut = 1; cut <= 6; cut++)
        {
            await sender.AnsweredAsync(cut * Batches / 8);
            database.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        }

        await sending.WaitAsync(Deadline);
        await ShouldHoldAllOnceAsync(monitor);
    }

    private async Task<MonitorProcess> StartAsync(TempDatabase database)
    {
        var monitor = await MonitorProcess.StartAsync(_data.Path, 0, [.. Clock, .. database.Options]);
        using var put = await monitor.Http.PutAsync("api/v1/reference/agencies", Json(
            """{"agencies":[{"code":"A","name":{"vi":"Sở A"},"kind":"agency","parent":null}]}"""));
        put.EnsureSuccessStatusCode();
        return monitor;
    }

    private static async Task ShouldHoldAllOnceAsync(MonitorProcess monitor)
    {
        var counts = (await monitor.Http.GetFromJsonAsync<JsonNode>("api/v1/about"))!["counts"]!;
        counts["events"]!.GetValue<long>().ShouldBe(Batches * EventsInABatch);
        counts["dossiers"]!.GetValue<long>().ShouldBe(EventsInABatch * Batches / 2);
        var board = (await monitor.Http.GetFromJsonAsync<JsonNode>("api/v1/boards/A"))!["figures"]!;
        board["open"]!.GetValue<int>().ShouldBe(EventsInABatch * Batches / 2);
    }

    // Every dossier is received in one batch and takes a step in the next: inserts and updates.
    private static string Batch(int batch) => "[" + string.Join(',', Enumerable.Range(0, EventsInABatch).Select(i => batch % 2 == 0
        ? $$"""{"id":"{{batch}}-{{i}}","source":"test","dossier":"A-{{batch}}-{{i}}","type":"received","at":"2026-11-18T01:00:00Z","agency":"A","procedure":"1","due":"2026-12-01T09:00:00Z"}"""
        : $$"""{"id":"{{batch}}-{{i}}","source":"test","dossier":"A-{{batch - 1}}-{{i}}","type":"step","at":"2026-11-18T02:00:00Z","step":"s"}""")) + "]";

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    /// <summary>Sends each batch until it is accepted, as a source does.</summary>
    private sealed class Sender(HttpClient http)
    {
        private readonly TaskCompletionSource[] _answered = [.. Enumerable.Range(0, Batches + 1).Select(_ => NewSignal())];
        private readonly TaskCompletionSource<(HttpStatusCode Status, bool RetryAfter)> _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task AnsweredAsync(int batches) => _answered[batches].Task.WaitAsync(Deadline);

        public Task<(HttpStatusCode Status, bool RetryAfter)> RefusedAsync() => _refused.Task.WaitAsync(Deadline);

        public async Task RunAsync()
        {
            for (var batch = 0; batch < Batches; batch++)
            {
                while (!await SendAsync(batch))
                    await Task.Yield();
                _answered[batch + 1].SetResult();
            }
        }

        private async Task<bool> SendAsync(int batch)
        {
            using var answer = await http.PostAsync("api/v1/events", Json(Batch(batch)));
            if (!answer.IsSuccessStatusCode)
            {
                _refused.TrySetResult((answer.StatusCode, answer.Headers.RetryAfter is not null));
                return false;
            }

            var result = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
            (result["applied"]!.GetValue<int>() + result["duplicate"]!.GetValue<int>()).ShouldBe(EventsInABatch);
            return true;
        }

        private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
