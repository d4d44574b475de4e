using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Silo.Tests.Process;
using Tests.Shared;
using Xunit;
using Xunit.Abstractions;

namespace Silo.Tests.Cluster;

/// <summary>A database outlives what runs on it: filled by one process, taken over by three silos, and back, with nothing migrated.</summary>
public sealed class TakeOverTests(ITestOutputHelper output)
{
    private const int Events = 200;
    private static readonly string[] Clock = ["--clock", "2022-02-28T13:00:00Z", "--speed", "0.001"];

    [PostgresDataFact("dc311_2022_jan_feb.csv.gz")]
    public async Task Three_silos_take_over_what_one_process_filled_and_give_it_back()
    {
        using var database = new TempDatabase();
        using var data = new TempFolder();
        var file = SharedData.Find("dc311_2022_jan_feb.csv.gz");
        string[] filled;
        await using (var one = await OneAsync(data.Path, database))
        {
            var (code, said) = await CommandLineProcess.RunAsync("import", file, "--mapping", "dc311", "--url", $"{one.Url}", "--quiet");
            code.ShouldBe(0, said);
            filled = await Everything.AskAsync(one.Http);
            await one.StopAsync();
        }

        string[] after;
        await using (var cluster = await ThreeSilos.StartAsync(database.Connection, Clock))
        {
            await ShouldTellAsync(cluster.Http, filled);
            (await SendAsync(cluster.Http)).ShouldBe((Events, 0));
            after = await Everything.AskAsync(cluster.Http);
            after.ShouldNotBe(filled);
            await cluster.DrainAsync();
        }

        await using var again = await OneAsync(data.Path, database);
        await ShouldTellAsync(again.Http, after);
        (await SendAsync(again.Http)).ShouldBe((0, Events), "ids are remembered, whoever took them");
        (await Everything.AskAsync(again.Http)).ShouldBe(after);
        output.WriteLine($"{filled.Length} boards and rows compared");
    }

    // The build of a small office if it is there; else this one, in one process.
    private static Task<MonitorProcess> OneAsync(string data, TempDatabase database) => ThreeSilos.Built("embedded", "Silo.Host") is var small && File.Exists(small)
        ? MonitorProcess.StartProgramAsync(small, ["--port", "0", "--data", data, "--empty", .. Clock, .. database.Options])
        : MonitorProcess.StartAsync(data, 0, [.. Clock, .. database.Options]);

    // Children tell their parents within a second or two of their own waking.
    private static async Task ShouldTellAsync(HttpClient http, string[] figures)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (!patience.IsCancellationRequested && !(await Everything.AskAsync(http)).SequenceEqual(figures))
            await look.WaitForNextTickAsync(CancellationToken.None);
        (await Everything.AskAsync(http)).ShouldBe(figures);
    }

    private static async Task<(int Applied, int Duplicate)> SendAsync(HttpClient http)
    {
        var lines = Enumerable.Range(0, Events).Select(i =>
            $$"""{"id":"t{{i}}","source":"take-over","dossier":"TAKE-OVER-{{i}}","type":"received","at":"2022-02-28T12:00:00Z","due":"2022-02-28T12:{{i % 60:00}}:30Z","agency":"{{(i % 2 == 0 ? "DPW" : "DDOT")}}","procedure":"any"}""");
        using var sent = await http.PostAsync("api/v1/events", new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson"));
        sent.StatusCode.ShouldBe(HttpStatusCode.OK, await sent.Content.ReadAsStringAsync());
        var answer = (await sent.Content.ReadFromJsonAsync<JsonNode>())!;
        answer["refused"]!.AsArray().ShouldBeEmpty();
        return (answer["applied"]!.GetValue<int>(), answer["duplicate"]!.GetValue<int>());
    }
}
