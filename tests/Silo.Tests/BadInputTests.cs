using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Silo.Tests.Process;
using Xunit;

namespace Silo.Tests;

/// <summary>Bad input at the real door: each bad event is refused by itself with a code, its neighbours are applied, nothing is lost.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private const string Now = "2026-11-18T03:00:00Z";
    private readonly TempFolder _data = new();
    private MonitorProcess _monitor = null!;

    public async Task InitializeAsync()
    {
        _monitor = await MonitorProcess.StartAsync(_data.Path, 0, "--clock", Now, "--speed", "0.001");
        using var put = await _monitor.Http.PutAsync("api/v1/reference/agencies", Json(
            """{"agencies":[{"code":"A","name":{"vi":"Sở A"},"level":"department","kind":"agency","parent":null}]}"""));
        put.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public async Task DisposeAsync()
    {
        await _monitor.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task Each_is_refused_with_its_code_and_the_rest_of_the_batch_is_applied()
    {
        var long2Mb = new string('x', 2 << 20);
        var (bad, codes) = Split(
            (Event("1", agency: "NOWHERE"), "unknown-agency"),
            (Event("2", type: "teleported"), "unknown-type"),
            (Event("3", at: "2026-11-18T02:00:00"), "instant-without-offset"),
            (Event("4", at: "2026-11-18T09:00:00Z"), "in-the-future"),
            (Event("5", at: "0001-01-01T00:00:00Z"), "instant-out-of-range"),
            (Event("6", at: "9999-12-31T23:59:59Z"), "instant-out-of-range"),
            (Event("7", extra: $$""","channel":"{{long2Mb}}" """), "too-long"),
            (Event("8", extra: ""","hoTen":"x" """), "personal-data"),
            (Event("9", dossier: "A-\\u0007-1"), "bad-dossier-code"),
            (Event("10", due: null), "unknown-procedure"));
        var good = Enumerable.Range(1, 5).Select(i => Event($"good-{i}", dossier: $"A-261118-{i:0000}")).ToList();
        var body = string.Join('\n', good.Take(2).Concat(bad).Concat(good.Skip(2)));

        using var answer = await _monitor.Http.PostAsync("api/v1/events", new StringContent(body, Encoding.UTF8, "application/x-ndjson"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var result = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        result["received"]!.GetValue<int>().ShouldBe(good.Count + codes.Length);
        result["applied"]!.GetValue<int>().ShouldBe(good.Count);
        var refused = result["refused"]!.AsArray();
        refused.Select(one => one!["code"]!.GetValue<string>()).ShouldBe(codes);
        refused.Select(one => one!["index"]!.GetValue<int>()).ShouldBe(Enumerable.Range(2, codes.Length));
        refused.ShouldAllBe(one => one!["message"]!.GetValue<string>().Length > 20);

        (await FiguresAsync())["open"]!.GetValue<int>().ShouldBe(good.Count);
        var quality = (await _monitor.Http.GetFromJsonAsync<JsonNode>("api/v1/data-quality?limit=100"))!;
        foreach (var code in codes.Distinct())
            quality["refusedByCode"]![code]!.GetValue<int>().ShouldBe(codes.Count(other => other == code), code);
        quality.ToJsonString().ShouldNotContain("hoTen\":");
    }

    [Fact]
    public async Task An_end_before_its_start_is_applied_flagged_and_listed()
    {
        var events = $"""
            [{Event("s", dossier: "A-1")},{Event("e", dossier: "A-1", type: "finished", at: "2026-11-17T01:00:00Z")}]
            """;
        using var answer = await _monitor.Http.PostAsync("api/v1/events", Json(events));
        (await answer.Content.ReadFromJsonAsync<JsonNode>())!["applied"]!.GetValue<int>().ShouldBe(2);
        var quality = (await _monitor.Http.GetFromJsonAsync<JsonNode>("api/v1/data-quality"))!;
        quality["flagged"]!.AsArray().ShouldHaveSingleItem()!["flags"]!.AsArray().Select(flag => flag!.GetValue<string>()).ShouldContain("end-before-start");
        (await FiguresAsync())["open"]!.GetValue<int>().ShouldBe(0);
    }

    [Theory]
    [InlineData("application/json", "[{\"id\":\"1\",\n \"source\" oops}]", HttpStatusCode.BadRequest, "2")]
    [InlineData("application/x-ndjson", "{}\n{}\n{nope\n", HttpStatusCode.BadRequest, "3")]
    [InlineData("text/plain", "hello", HttpStatusCode.UnsupportedMediaType, "")]
    public async Task A_body_that_cannot_be_read_is_a_problem_that_says_where(string type, string body, HttpStatusCode status, string line)
    {
        using var answer = await _monitor.Http.PostAsync("api/v1/events", new StringContent(body, Encoding.UTF8, type));
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadAsStringAsync()).ShouldContain(line);
    }

    private async Task<JsonNode> FiguresAsync() => (await _monitor.Http.GetFromJsonAsync<JsonNode>("api/v1/boards/A"))!["figures"]!;

    private static string Event(
        string id, string agency = "A", string dossier = "A-261118-9999", string type = "received", string at = "2026-11-18T01:00:00Z",
        string? due = "2026-12-01T09:00:00Z", string extra = "") =>
        $$"""{"id":"{{id}}","source":"test","dossier":"{{dossier}}","type":"{{type}}","at":"{{at}}","agency":"{{agency}}","procedure":"1.0001","channel":"online"{{(due is null ? "" : $",\"due\":\"{due}\"")}}{{extra}}}""";

    private static (string[] Bodies, string[] Codes) Split(params (string Body, string Code)[] cases) =>
        ([.. cases.Select(one => one.Body)], [.. cases.Select(one => one.Code)]);

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
