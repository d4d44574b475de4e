using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Shouldly;
using Silo.Tests.Process;
using Xunit;

namespace Silo.Tests;

/// <summary>
/// A change of the calendar that is killed half-way, again and again, applied and undone. What every dossier must come to is told by a
/// monitor that had the new calendar from the start.
/// </summary>
public sealed class ChangeKillTests : IDisposable
{
    private const int Dossiers = 4_000;
    private const string Calendar = "vn-state-offices";
    private static readonly DateTimeOffset Start = new(2026, 11, 18, 3, 0, 0, TimeSpan.Zero);
    private readonly TempFolder _data = new();
    private int _starts;
    private int _killedHalfWay;

    [Fact]
    public async Task A_killed_change_goes_on_to_its_end_and_leaves_no_dossier_between_two_rules()
    {
        var monitor = await StartAsync();
        try
        {
            await FillAsync(monitor.Http, "D", Dossiers);
            var (before, after) = (Dues(_data.Path), await DuesUnderNewRulesAsync());
            before.Count.ShouldBe(Dossiers);
            before.Count(due => after[due.Key] != due.Value).ShouldBeGreaterThan(Dossiers / 4, "or the change would change little");
            var moments = new Random(20_261_118);
            var late = new Dictionary<string, long>();
            for (var cycle = 0; cycle < 3; cycle++)
            {
                var preview = await PreviewAsync(monitor.Http);
                Total(preview).ShouldBe(Dossiers + late.Count);
                await ActAsync(monitor.Http, preview, "apply");
                if (cycle == 0)
                {
                    await FillAsync(monitor.Http, "E", 50);
                    late = Dues(_data.Path).Where(due => due.Key.StartsWith('E')).ToDictionary();
                }

                monitor = await KillAsync(monitor, preview, moments.NextDouble());
                await ShouldEndAsync(monitor.Http, preview, "applied", Total(preview));
                Dues(_data.Path).ShouldBe(after.Concat(late), ignoreOrder: true);
                Versions(_data.Path).ShouldBe([2 + (2 * cycle)]);

                await ActAsync(monitor.Http, preview, "undo");
                monitor = await KillAsync(monitor, preview, moments.NextDouble());
                await ShouldEndAsync(monitor.Http, preview, "undone", Total(preview));
                Dues(_data.Path).Where(due => due.Key.StartsWith('D')).ShouldBe(before, ignoreOrder: true);
                // Whoever was promised a date while the change stood keeps it.
                Dues(_data.Path).Where(due => due.Key.StartsWith('E')).ShouldBe(late, ignoreOrder: true);
                await ShouldCountRightAsync(monitor.Http);
            }

            _killedHalfWay.ShouldBePositive("or nothing was tried");
        }
        finally
        {
            await monitor.DisposeAsync();
        }
    }

    public void Dispose() => _data.Dispose();

    // Each start is later than the one before, as it is on a real clock.
    private Task<MonitorProcess> StartAsync() => StartAsync(_data.Path, Start.AddMinutes(_starts++));

    private static Task<MonitorProcess> StartAsync(string data, DateTimeOffset clock) =>
        MonitorProcess.StartAsync(data, 0, "--clock", clock.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));

    private async Task<MonitorProcess> KillAsync(MonitorProcess monitor, JsonNode preview, double share)
    {
        JsonNode now;
        do
            now = (await monitor.Http.GetFromJsonAsync<JsonNode>($"api/v1/changes/{Id(preview)}"))!;
        while (IsRunning(now) && now["progress"]!["done"]!.GetValue<int>() < share * 0.9 * Total(preview));
        await monitor.KillAsync();
        _killedHalfWay += IsRunning(now) ? 1 : 0;
        await monitor.DisposeAsync();
        return await StartAsync();
    }

    private static async Task ShouldEndAsync(HttpClient http, JsonNode preview, string state, int moved)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        JsonNode now;
        do
            now = (await http.GetFromJsonAsync<JsonNode>($"api/v1/changes/{Id(preview)}", patience.Token))!;
        while (IsRunning(now));
        now["state"]!.GetValue<string>().ShouldBe(state);
        now["acts"]!.AsArray()[^1]!["moved"]!.GetValue<int>().ShouldBe(moved);
    }

    // The boards, which count by themselves, against the rows.
    private async Task ShouldCountRightAsync(HttpClient http)
    {
        var figures = (await http.GetFromJsonAsync<JsonNode>("api/v1/boards/P"))!["figures"]!;
        var now = (await http.GetFromJsonAsync<JsonNode>("api/v1/about"))!["clock"]!["now"]!.GetValue<DateTimeOffset>();
        figures["open"]!.GetValue<int>().ShouldBe(Dossiers + 50);
        // Due dates lie minutes apart, and the two questions milliseconds.
        figures["overdue"]!.GetValue<int>().ShouldBe(Dues(_data.Path).Values.Count(due => due < now.UtcTicks));
    }

    private static async Task<JsonNode> PreviewAsync(HttpClient http)
    {
        using var answer = await http.PostAsync("api/v1/reference/calendars/preview", Json(await ClosedAsync(http)));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static async Task ActAsync(HttpClient http, JsonNode preview, string act)
    {
        using var answer = await http.PostAsync($"api/v1/changes/{Id(preview)}/{act}", Json("""{"by":"an","reason":"bão"}"""));
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<Dictionary<string, long>> DuesUnderNewRulesAsync()
    {
        using var data = new TempFolder();
        await using var monitor = await StartAsync(data.Path, Start);
        using var put = await monitor.Http.PutAsync("api/v1/reference/calendars", Json(await ClosedAsync(monitor.Http)));
        put.EnsureSuccessStatusCode();
        await FillAsync(monitor.Http, "D", Dossiers);
        return Dues(data.Path);
    }

    private static async Task<string> ClosedAsync(HttpClient http)
    {
        var calendars = (await http.GetFromJsonAsync<JsonNode>("api/v1/reference/calendars"))!;
        var calendar = calendars["calendars"]!.AsArray().Single(one => one!["id"]!.GetValue<string>() == Calendar)!;
        calendar["closed"]!.AsArray().Add(JsonNode.Parse("""{"from":"2026-11-16","to":"2026-11-19","name":"Bão số 15"}"""));
        return calendars.ToJsonString();
    }

    private static async Task FillAsync(HttpClient http, string prefix, int dossiers)
    {
        using var agencies = await http.PutAsync("api/v1/reference/agencies", Json(
            """{"agencies":[{"code":"P","name":{"vi":"Tỉnh"},"kind":"group"},{"code":"A","name":{"vi":"Sở A"},"parent":"P"},{"code":"B","name":{"vi":"Sở B"},"parent":"P"}]}"""));
        using var procedures = await http.PutAsync("api/v1/reference/procedures", Json(
            """{"procedures":[{"code":"3","name":{"vi":"Ba ngày"},"duration":{"unit":"workingDays","value":3}},{"code":"10","name":{"vi":"Mười ngày"},"duration":{"unit":"workingDays","value":10}}]}"""));
        var lines = Enumerable.Range(0, dossiers).Select(i =>
        {
            var at = Start.AddDays(-12).AddMinutes(i * 4).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            return $$"""{"id":"{{prefix}}{{i}}","source":"test","dossier":"{{prefix}}-{{i:00000}}","type":"received","at":"{{at}}","agency":"{{(i % 2 == 0 ? "A" : "B")}}","procedure":"{{(i % 3 == 0 ? 3 : 10)}}"}""";
        });
        using var sent = await http.PostAsync("api/v1/events", new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson"));
        (await sent.Content.ReadFromJsonAsync<JsonNode>())!["applied"]!.GetValue<int>().ShouldBe(dossiers);
    }

    /// <summary>Due instants of open dossiers, in UTC ticks, as they stand in the database.</summary>
    private static Dictionary<string, long> Dues(string data) =>
        Read(data, "SELECT dossier, due FROM dossier WHERE ended IS NULL").ToDictionary(row => row.Text, row => row.Number);

    private static IEnumerable<long> Versions(string data) => Read(
        data, "SELECT DISTINCT '', json_extract(CAST(payload AS TEXT), '$.pin.calendarVersion') FROM dossier WHERE ended IS NULL").Select(row => row.Number);

    private static List<(string Text, long Number)> Read(string data, string sql)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(data, "monitor.db")};Pooling=False;Mode=ReadOnly");
        database.Open();
        using var command = new SqliteCommand(sql, database);
        using var rows = command.ExecuteReader();
        var read = new List<(string, long)>();
        while (rows.Read())
            read.Add((rows.GetString(0), rows.GetInt64(1)));
        return read;
    }

    private static string Id(JsonNode change) => change["id"]!.GetValue<string>();

    private static int Total(JsonNode change) => change["impact"]!["total"]!["touched"]!.GetValue<int>();

    private static bool IsRunning(JsonNode change) => change["state"]!.GetValue<string>() is "applying" or "undoing";

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
