using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Silo.Tests.Process;
using Tests.Shared;
using Xunit;

namespace Silo.Tests;

/// <summary>The simulator at the real door.</summary>
public sealed class SimulatorTests(SimulatorTests.Service service) : IClassFixture<SimulatorTests.Service>
{
    private const string Cases = "sla-cases.jsonl";

    [SharedDataTheory(Cases)]
    [InlineData("close")]
    [InlineData("nextOpening")]
    public async Task Every_case_of_eight_other_systems_over_HTTP(string policy)
    {
        var cases = SimulatorCase.Read(Cases, policy);
        cases.Count.ShouldBe(104);
        var answers = await AskAsync(cases.Select(c => (JsonNode)c.First));
        var more = cases.Zip(answers).Where(pair => pair.First.Then is not null).Select(pair =>
        {
            pair.First.Then!["start"] = Due(pair.Second).ToString("O");
            return (pair.First.Id, Item: (JsonNode)pair.First.Then);
        }).ToList();
        var then = more.Select(one => one.Id).Zip(await AskAsync(more.Select(one => one.Item))).ToDictionary();

        cases.Zip(answers).Where(pair => !Meets(pair.First, then.GetValueOrDefault(pair.First.Id, pair.Second)))
            .Select(pair => $"{pair.First.Id}: expected {pair.First.Expected}, answered {pair.Second.ToJsonString()}").ShouldBeEmpty();
        answers.ShouldAllBe(answer => answer["explanation"]!.AsArray().Count > 0);
    }

    [Fact]
    public async Task A_bad_item_is_answered_in_its_place_and_never_stops_its_neighbours()
    {
        const string good = """{"calendar":"vn-state-offices","start":"2026-01-05T01:00:00Z","duration":{"unit":"hours","value":1}}""";
        (string Item, string Code, string Names)[] bad =
        [
            ("7", "bad-field", "The item"),
            ("{}", "missing-field", "start"),
            (good.Replace("vn-state-offices", "nowhere"), "unknown-calendar", "nowhere"),
            (good.Replace("\"vn-state-offices\"", "null"), "missing-field", "calendar"),
            (good.Replace("\"vn-state-offices\"", """{"zone":"Asia/Hanoi","week":{"mon":[["08:00","12:00"]]}}"""), "bad-calendar", "calendar.zone"),
            (good.Replace("\"vn-state-offices\"", """{"zone":5}"""), "bad-calendar", "calendar.zone"),
            (good.Replace("01:00:00Z", "01:00:00"), "bad-field", "start"),
            (good.Replace("\"hours\"", "\"fortnights\""), "bad-field", "fortnights"),
            (good.Replace("\"hours\"", "\"none\""), "bad-field", "workingDays"),
            (good.Replace("\"value\":1", "\"value\":\"1\""), "bad-field", "duration.value"),
            (good.Replace("\"value\":1", "\"value\":1e300"), "bad-field", "duration.value"),
            (good.Replace("\"value\":1", "\"value\":99999999"), "duration-out-of-range", "99999999"),
            (good.Replace("2026-01", "2099-01"), "calendar-does-not-cover", "2027-12-31"),
            (good.Replace("}}", """},"options":{"closing":"never"}}"""), "bad-field", "options.closing"),
            (good.Replace("}}", """},"options":{"closng":"close"}}"""), "bad-field", "closng"),
            (good.Replace("}}", """},"options":{"roundUpMinutes":-1}}"""), "bad-field", "options.roundUpMinutes"),
            (good.Replace("}}", """},"pauses":[["2026-01-05T01:00:00Z"]]}"""), "bad-field", "pauses[0]"),
            (good.Replace("}}", """},"pauses":[["2026-01-05T01:00:00Z","noon"]]}"""), "bad-field", "pauses[0][1]"),
            (good.Replace("}}", """},"end":"2026-01-06T01:00:00Z"}"""), "bad-field", "end"),
            (good.Replace("}}", """},"explain":"no"}"""), "bad-field", "explain"),
            (good.Replace("vn-state-offices", "\\ud800"), "bad-field", "surrogate"),
        ];
        var answers = await AskAsync(bad.SelectMany(one => new[] { one.Item, good }));
        answers.Count.ShouldBe(2 * bad.Length);
        for (var i = 0; i < bad.Length; i++)
        {
            var error = answers[2 * i]["error"].ShouldNotBeNull(bad[i].Item);
            error["code"]!.GetValue<string>().ShouldBe(bad[i].Code, bad[i].Item);
            error["message"]!.GetValue<string>().ShouldContain(bad[i].Names);
            answers[2 * i].AsObject().Count.ShouldBe(1);
            Due(answers[2 * i + 1]).ShouldBe(new DateTimeOffset(2026, 1, 5, 2, 0, 0, TimeSpan.Zero));
        }
    }

    [Fact]
    public async Task The_Vietnamese_calendar_explains_its_days_by_name()
    {
        var answer = (await AskAsync(["""{"calendar":"vn-state-offices","start":"2027-02-03T08:00:00+07:00","duration":{"unit":"workingDays","value":1}}"""])).Single();
        Due(answer).ShouldBe(new DateTimeOffset(2027, 2, 11, 1, 0, 0, TimeSpan.Zero));
        var holidays = answer["explanation"]!.AsArray().Where(step => step!["reason"]?.GetValue<string>() == "holiday").ToList();
        holidays.Count.ShouldBe(7);
        holidays.ShouldAllBe(step => step!["kind"]!.GetValue<string>() == "closedDay" && step["name"]!.GetValue<string>() == "Tết Nguyên đán" && step["status"]!.GetValue<string>() == "provisional");
        answer["explanation"]!.AsArray()[^1]!["kind"]!.GetValue<string>().ShouldBe("due");
    }

    [Theory]
    [InlineData(""","duration":{"unit":"hours","value":-4}""", "2026-01-05T02:30:00Z")]
    [InlineData(""","duration":{"unit":"workingDays","value":2},"options":{"workingDay":"endOfDay","closing":null}""", "2026-01-07T10:30:00Z")]
    [InlineData(""","cutOff":"15:00" """, "2026-01-06T10:30:00Z")]
    [InlineData(""","duration":{"unit":"hours","value":1},"pauses":[["2026-01-05T08:35:00Z","2026-01-05T08:45:00Z"]],"options":{"roundUpMinutes":15}""", "2026-01-05T09:45:00Z")]
    public async Task What_can_be_asked(string how, string due) =>
        Due((await AskAsync(["""{"id":"unknown fields are ignored","calendar":"vn-state-offices","start":"2026-01-05T08:30:00Z" """ + how + "}"])).Single())
            .ShouldBe(DateTimeOffset.Parse(due, CultureInfo.InvariantCulture));

    [Fact]
    public async Task Without_explanation_an_answer_is_the_due_alone()
    {
        const string question = """{"calendar":"vn-state-offices","start":"2026-01-05T08:30:00Z","explain":false,""";
        var answers = await AskAsync([question + "\"duration\":{\"unit\":\"months\",\"value\":1}}", question + "\"end\":\"2026-01-06T08:30:00Z\"}", question + "\"end\":\"2026-01-01T08:30:00Z\"}"]);
        answers.Select(answer => answer.ToJsonString().Replace("\\u002B", "+")).ShouldBe(["""{"due":"2026-02-05T08:30:00+00:00"}""", """{"elapsedSeconds":28800}""", """{"elapsedSeconds":0}"""]);
    }

    [Fact]
    public async Task Ten_thousand_are_answered_in_order_and_one_more_is_refused()
    {
        var items = Enumerable.Range(0, 10_000).Select(i => $$"""{"calendar":"vn-state-offices","start":"2026-03-02T01:00:00Z","duration":{"unit":"hours","value":{{i % 50}} } }""").ToList();
        var answers = await AskAsync(items);
        answers.Count.ShouldBe(10_000);
        answers.Take(50).Select(Due).ShouldBeInOrder();
        answers.ShouldAllBe(answer => answer["explanation"]![0]!["kind"]!.GetValue<string>() == "start");
        using var refused = await PostAsync("[" + string.Join(',', items.Append(items[0])) + "]");
        refused.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("10000");
    }

    [Theory]
    [InlineData("{}", 400)]
    [InlineData("[", 400)]
    [InlineData("", 400)]
    public async Task A_body_that_is_no_array_is_a_problem(string body, int status)
    {
        using var answer = await PostAsync(body);
        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Nothing_asked_is_nothing_answered() => (await AskAsync(Array.Empty<string>())).ShouldBeEmpty();

    private static bool Meets(SimulatorCase c, JsonNode answer) => answer["elapsedSeconds"] is { } elapsed
        ? elapsed.ToJsonString() == c.Expected
        : c.IsDate ? Due(answer).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) == c.Expected
        : Due(answer) == DateTimeOffset.Parse(c.Expected, CultureInfo.InvariantCulture);

    private static DateTimeOffset Due(JsonNode answer) => answer["due"]?.GetValue<DateTimeOffset>() ?? throw new InvalidDataException(answer.ToJsonString());

    private Task<IReadOnlyList<JsonNode>> AskAsync(IEnumerable<JsonNode> items) => AskAsync(items.Select(item => item.ToJsonString()));

    private async Task<IReadOnlyList<JsonNode>> AskAsync(IEnumerable<string> items)
    {
        using var answer = await PostAsync("[" + string.Join(',', items) + "]");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return [.. (await answer.Content.ReadFromJsonAsync<JsonArray>())!.Select(item => item!)];
    }

    private Task<HttpResponseMessage> PostAsync(string body) =>
        service.Http.PostAsync("api/v1/deadlines", new StringContent(body, Encoding.UTF8, "application/json"));

    /// <summary>One service for all of them: the simulator changes nothing.</summary>
    public sealed class Service : IAsyncLifetime
    {
        private readonly TempFolder _data = new();
        private MonitorProcess _monitor = null!;

        public HttpClient Http => _monitor.Http;

        public async Task InitializeAsync() => _monitor = await MonitorProcess.StartAsync(_data.Path);

        public async Task DisposeAsync()
        {
            await _monitor.DisposeAsync();
            _data.Dispose();
        }
    }
}
