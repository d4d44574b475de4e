using System.Net;
using Grains.Interfaces.Escalation;
using LiveBoard.Tests.Support;
using NSubstitute;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Api;

public class AlertsApiTests
{
    private static readonly AlertId Id = new("H49/26-1", "due");

    private static readonly string Acknowledge = $"/api/v1/alerts/{Id}/acknowledge";

    private const string Command = """{"commandId":"c1","expectedVersion":1,"by":"an.nv"}""";

    private static Alert Alert(AlertState state, int version) => new()
    {
        Id = Id, Dossier = Id.Dossier, Agency = "so-xd", To = new Addressee("so-xd", "head"), Rung = Id.Rung, Due = BoardHost.Now, RaisedAt = BoardHost.Now,
        State = state, Version = version,
    };

    private static FakeGrains Answering(AlertCommandStatus status, Alert? current)
    {
        var grains = new FakeGrains();
        grains.Dossier.CommandAlertAsync(Arg.Any<AlertCommand>(), Arg.Any<CancellationToken>()).Returns(new AlertCommandResult(status, current));
        return grains;
    }

    [Fact]
    public async Task An_alert_that_is_taken_comes_back_as_it_is_now()
    {
        await using var host = await BoardHost.StartAsync(Answering(AlertCommandStatus.Done, Alert(AlertState.Acknowledged, 2)));
        var answer = await host.PostAsync(Acknowledge, Command);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var json = await BoardHost.JsonOf(answer);
        (json["id"]!.GetValue<string>(), json["state"]!.GetValue<string>()).ShouldBe((Id.ToString(), "acknowledged"));
        host.Grains.DossierKeys.ShouldBe(["d/H49/26-1"]);
        await host.Grains.Dossier.Received().CommandAlertAsync(new AlertCommand(Id, AlertAct.Acknowledge, "c1", 1, "an.nv", null), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Somebody_who_comes_second_is_shown_who_was_first()
    {
        await using var host = await BoardHost.StartAsync(Answering(AlertCommandStatus.Stale, Alert(AlertState.Acknowledged, 2) with { Owner = "binh.tt" }));
        var problem = await Expect.ProblemAsync(await host.PostAsync(Acknowledge, Command), 409, "stale-alert");
        problem["current"]!["owner"]!.GetValue<string>().ShouldBe("binh.tt");
        problem["current"]!["state"]!.GetValue<string>().ShouldBe("acknowledged");
    }

    [Fact]
    public async Task An_alert_that_is_none_is_unknown()
    {
        await using var host = await BoardHost.StartAsync(Answering(AlertCommandStatus.NoSuchAlert, null));
        await Expect.ProblemAsync(await host.PostAsync(Acknowledge, Command), 404, "unknown-alert");
        await Expect.ProblemAsync(await host.PostAsync("/api/v1/alerts/nonsense/acknowledge", Command), 404, "unknown-alert");
    }

    [Theory]
    [InlineData("acknowledge", """{"expectedVersion":1,"by":"a"}""", "commandId")]
    [InlineData("acknowledge", """{"commandId":"c","by":"a"}""", "expectedVersion")]
    [InlineData("acknowledge", """{"commandId":"c","expectedVersion":0,"by":"a"}""", "expectedVersion")]
    [InlineData("acknowledge", """{"commandId":"c","expectedVersion":1}""", "by")]
    [InlineData("resolve", """{"commandId":"c","expectedVersion":1,"by":"a"}""", "reason")]
    [InlineData("resolve", """{"commandId":"c","expectedVersion":1,"by":"a","reason":"a\nb"}""", "reason")]
    public async Task A_command_that_lacks_something_says_what(string verb, string body, string field)
    {
        await using var host = await BoardHost.StartAsync(Answering(AlertCommandStatus.Done, Alert(AlertState.Resolved, 2)));
        var problem = await Expect.ProblemAsync(await host.PostAsync($"/api/v1/alerts/{Id}/{verb}", body), 400, "bad-command");
        problem["field"]!.GetValue<string>().ShouldBe(field);
    }

    [Theory]
    [InlineData("", 400), InlineData("{", 400), InlineData("[]", 400), InlineData("""{"expectedVersion":"x"}""", 400), InlineData("null", 400)]
    public async Task A_command_that_is_no_json_is_a_bad_request(string body, int status)
    {
        await using var host = await BoardHost.StartAsync(Answering(AlertCommandStatus.Done, null));
        await Expect.ProblemAsync(await host.PostAsync(Acknowledge, body), status, "bad-request");
        await Expect.ProblemAsync(await host.PostAsync(Acknowledge, body, "text/plain"), 415, "unsupported-media-type");
    }

    [Fact]
    public async Task Alerts_are_listed_page_by_page()
    {
        var grains = new FakeGrains();
        grains.Alerts.ListAsync(new AlertQuery("so-xd", AlertFilter.Acknowledged, 2, "c1"), Arg.Any<CancellationToken>())
            .Returns(new AlertPage([Alert(AlertState.Acknowledged, 2)], "c2"));
        await using var host = await BoardHost.StartAsync(grains);
        var page = await BoardHost.JsonOf(await host.GetAsync("/api/v1/alerts?agency=so-xd&state=acknowledged&limit=2&cursor=c1"));
        page["nextCursor"]!.GetValue<string>().ShouldBe("c2");
        page["items"]![0]!["to"]!["role"]!.GetValue<string>().ShouldBe("head");
    }

    [Theory]
    [InlineData("state=new"), InlineData("limit=0"), InlineData("limit=501"), InlineData("limit=99999999999999999999"), InlineData("limit=-1"), InlineData("limit=1.5")]
    [InlineData("cursor=%00"), InlineData("cursor=%C3%A9")]
    public async Task Parameters_out_of_range_are_named(string query)
    {
        await using var host = await BoardHost.StartAsync();
        var problem = await Expect.ProblemAsync(await host.GetAsync("/api/v1/alerts?" + query), 400, "bad-parameter");
        problem["parameter"]!.GetValue<string>().ShouldBe(query.Split('=')[0]);
    }
}
