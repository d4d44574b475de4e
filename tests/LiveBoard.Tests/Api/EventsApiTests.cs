using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Grains.Interfaces.Dossiers;
using LiveBoard.Tests.Support;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Api;

public class EventsApiTests
{
    private const string Events = "/api/v1/events";

    [Fact]
    public async Task One_object_is_one_event()
    {
        await using var host = await BoardHost.StartAsync();
        var answer = await host.PostAsync(Events, Sample.Received().ToJsonString());
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"received":1,"applied":1,"duplicate":0,"refused":[]}""");
        host.Grains.Ingest.LastMode.ShouldBe(IngestMode.Live);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8"), InlineData("application/json"), InlineData("APPLICATION/JSON; charset=\"UTF-8\"")]
    public async Task An_array_is_many_and_neighbours_of_a_refused_one_are_applied(string type)
    {
        await using var host = await BoardHost.StartAsync();
        host.Grains.Ingest.Outcome = item => item.Id switch
        {
            "dup" => EventOutcome.Duplicate,
            "odd" => EventOutcome.Refused(new Refusal("unknown-agency", "agency", "No such agency.")),
            _ => EventOutcome.Applied,
        };
        var body = $"[{Sample.Received("A", "1")}, 7, {Sample.Received("B", "odd")}, {Sample.With("phone", "x")},{Sample.Received("C", "dup")}, {Sample.Received("D", "2")}]";
        var answer = await host.PostAsync(Events, "\uFEFF " + body, type);
        var json = await BoardHost.JsonOf(answer);
        json["received"]!.GetValue<int>().ShouldBe(6);
        json["applied"]!.GetValue<int>().ShouldBe(2);
        json["duplicate"]!.GetValue<int>().ShouldBe(1);
        json["refused"]!.AsArray().Select(item => $"{item!["index"]} {item["id"]} {item["code"]} {item["field"]}")
            .ShouldBe(["1  not-an-object ", "2 odd unknown-agency agency", "3 e1 personal-data phone"]);
        host.Grains.Ingest.Kept.Select(kept => kept.Refusal.Code).ShouldBe(["not-an-object", "personal-data"]);
    }

    [Theory]
    [InlineData("application/x-ndjson"), InlineData("application/x-ndjson; charset=utf-8"), InlineData("application/ndjson")]
    public async Task Ndjson_is_one_event_a_line(string type)
    {
        await using var host = await BoardHost.StartAsync();
        var body = $"{Sample.Received("A", "1").ToJsonString()}\r\n\n{Sample.Received("B", "2").ToJsonString()}\n5\n{Sample.Received("C", "3").ToJsonString()}";
        var json = await BoardHost.JsonOf(await host.PostAsync(Events + "?mode=backfill", body, type));
        json["received"]!.GetValue<int>().ShouldBe(4);
        json["applied"]!.GetValue<int>().ShouldBe(3);
        json["refused"]![0]!["index"]!.GetValue<int>().ShouldBe(2);
        host.Grains.Ingest.LastMode.ShouldBe(IngestMode.Backfill);
    }

    [Fact]
    public async Task Nothing_to_do_is_done()
    {
        await using var host = await BoardHost.StartAsync();
        (await BoardHost.JsonOf(await host.PostAsync(Events, "[]")))["received"]!.GetValue<int>().ShouldBe(0);
        (await BoardHost.JsonOf(await host.PostAsync(Events, "", "application/x-ndjson")))["received"]!.GetValue<int>().ShouldBe(0);
    }

    [Theory]
    [InlineData("application/json", "[\n  {\"id\":\"1\"},\n  {\"id\":}\n]", 3, 9)]
    [InlineData("application/json", "", 1, 1)]
    [InlineData("application/json", "[{}", 1, 4)]
    [InlineData("application/json", "{} {}", 1, 4)]
    [InlineData("application/json", "42", 1, 1)]
    [InlineData("application/json", "[1,]", 1, 4)]
    [InlineData("application/x-ndjson", "{}\n\n{\"id\":x}\n", 3, 7)]
    [InlineData("application/x-ndjson", "{} {}\n", 1, 4)]
    public async Task An_unreadable_body_is_named_by_line_and_column(string type, string body, int line, int column)
    {
        await using var host = await BoardHost.StartAsync();
        var answer = await host.PostAsync(Events, body, type);
        await Expect.ProblemAsync(answer, 400, "unreadable-body");
        var problem = await BoardHost.JsonOf(answer);
        (problem["line"]!.GetValue<int>(), problem["column"]!.GetValue<int>()).ShouldBe((line, column));
        host.Grains.Ingest.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_string_of_two_megabytes_is_refused_and_the_rest_applied()
    {
        await using var host = await BoardHost.StartAsync();
        var body = $"[{Sample.Received("A", "1")},{Sample.With("reason", new string('x', 2 << 20))},{Sample.Received("B", "3")}]";
        var json = await BoardHost.JsonOf(await host.PostAsync(Events, body));
        json["applied"]!.GetValue<int>().ShouldBe(2);
        json["refused"]![0]!["code"]!.GetValue<string>().ShouldBe("too-long");
    }

    [Theory]
    [InlineData("text/plain"), InlineData("application/xml"), InlineData(""), InlineData("application/json; charset=utf-16"), InlineData("nonsense")]
    public async Task Other_media_types_are_refused(string type)
    {
        await using var host = await BoardHost.StartAsync();
        await Expect.ProblemAsync(await host.PostAsync(Events, "[]", type), 415, "unsupported-media-type");
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_whether_or_not_it_says_its_length()
    {
        await using var host = await BoardHost.StartAsync(null, ("MaxEventsBodyBytes", "2048"), ("MaxEventsPerRequest", "50"));
        await Expect.ProblemAsync(await host.PostAsync(Events, "[" + new string(' ', 4000) + "]"), 413, "body-too-large");
        using var chunked = new HttpRequestMessage(HttpMethod.Post, Events) { Content = new StringContent("[" + new string(' ', 4000) + "]", Encoding.UTF8, "application/json") };
        chunked.Headers.TransferEncodingChunked = true;
        await Expect.ProblemAsync(await host.Http.SendAsync(chunked), 413, "body-too-large");
        await Expect.ProblemAsync(await host.PostAsync(Events, "[" + string.Join(',', Enumerable.Repeat("{}", 51)) + "]"), 413, "body-too-large");
    }

    [Fact]
    public async Task An_unknown_mode_is_a_bad_parameter()
    {
        await using var host = await BoardHost.StartAsync();
        await Expect.ProblemAsync(await host.PostAsync(Events + "?mode=fast", "[]"), 400, "bad-parameter");
    }

    [Fact]
    public async Task A_failing_storage_is_503_with_retry_after_and_acknowledges_nothing()
    {
        await using var host = await BoardHost.StartAsync();
        host.Grains.Ingest.Before = () => throw new IOException("secret detail of the disk");
        var answer = await host.PostAsync(Events, $"[{Sample.Received()}]");
        await Expect.ProblemAsync(answer, 503, "unavailable");
        answer.Headers.RetryAfter.ShouldNotBeNull();
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldNotContain("secret");
        text.ShouldNotContain("applied\":");
    }

    [Fact]
    public async Task Refusals_that_cannot_be_kept_are_not_acknowledged_either()
    {
        await using var host = await BoardHost.StartAsync();
        host.Grains.Ingest.Before = () => throw new IOException();
        await Expect.ProblemAsync(await host.PostAsync(Events, "[{}]"), 503, "unavailable");
    }

    [Fact]
    public async Task Too_many_requests_at_once_are_told_to_come_again()
    {
        await using var host = await BoardHost.StartAsync(null, ("MaxIngestRequests", "1"), ("MaxWaitingIngestRequests", "0"));
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        host.Grains.Ingest.Before = () =>
        {
            entered.TrySetResult();
            return leave.Task;
        };
        var first = host.PostAsync(Events, $"[{Sample.Received()}]");
        await entered.Task;
        var second = await host.PostAsync(Events, $"[{Sample.Received()}]");
        await Expect.ProblemAsync(second, 429, "overloaded");
        second.Headers.RetryAfter.ShouldNotBeNull();
        leave.SetResult();
        (await first).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task When_the_line_is_full_the_oldest_is_told_to_come_again_and_the_newest_is_served()
    {
        await using var host = await BoardHost.StartAsync(null, ("MaxIngestRequests", "1"), ("MaxWaitingIngestRequests", "1"));
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        host.Grains.Ingest.Before = () =>
        {
            entered.TrySetResult();
            return leave.Task;
        };
        var first = host.PostAsync(Events, $"[{Sample.Received()}]");
        await entered.Task;
        var second = host.PostAsync(Events, $"[{Sample.Received()}]");
        var third = host.PostAsync(Events, $"[{Sample.Received()}]");
        var refused = await await Task.WhenAny(second, third);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        leave.SetResult();
        (await Task.WhenAll(first, second, third)).Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(2);
    }

    [Fact]
    public async Task A_long_batch_goes_in_bounded_calls_and_each_dossier_keeps_its_order()
    {
        await using var host = await BoardHost.StartAsync(null, ("EventsPerCall", "100"));
        var body = new StringBuilder();
        for (var i = 0; i < 5_000; i++)
            body.Append(Sample.Received($"D-{i % 37}", $"{i:00000}").ToJsonString()).Append('\n');
        var json = await BoardHost.JsonOf(await host.PostAsync(Events, body.ToString(), "application/x-ndjson"));
        json["applied"]!.GetValue<int>().ShouldBe(5_000);
        host.Grains.Ingest.Calls.ShouldAllBe(call => call.Length <= 100);
        foreach (var dossier in host.Grains.Ingest.Events.GroupBy(item => item.Dossier))
            dossier.Select(item => item.Id).ShouldBeInOrder();
    }
}
