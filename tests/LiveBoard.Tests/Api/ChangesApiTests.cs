using System.Net;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Changes;
using LiveBoard.Tests.Support;
using NSubstitute;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Api;

public class ChangesApiTests
{
    private const string Calendars = """{"calendars":[{"id":"vn","zone":"Asia/Ho_Chi_Minh"}]}""";
    private const string Preview = "/api/v1/reference/calendars/preview";
    private const string Decision = """{"by":"an","reason":"bão số 3"}""";

    private static readonly ChangeDetail Change = new()
    {
        Id = "17",
        Kind = ReferenceKind.Calendars,
        State = ChangeState.Previewed,
        Made = BoardHost.Now,
        Expires = BoardHost.Now.AddHours(24),
        Basis = 5,
        Changed = ["vn"],
        Impact = new ChangeImpact
        {
            AsOf = BoardHost.Now,
            Examined = 100,
            Total = new ImpactCounts { Touched = 40, Moved = 30, Later = 30, StopsBeingLate = 3, AlertsWithdrawn = 4 },
            Samples = [new ImpactSample(ImpactEffect.StopsBeingLate, "D-1", "so-xd", BoardHost.Now, BoardHost.Now, BoardHost.Now.AddDays(1))],
        },
    };

    [Fact]
    public async Task A_preview_tells_its_numbers()
    {
        var grains = new FakeGrains();
        CalendarsDocument? seen = null;
        grains.Changes.PreviewAsync(Arg.Do<CalendarsDocument>(document => seen = document), Arg.Any<CancellationToken>()).Returns(new PreviewResult(Change, []));
        await using var host = await BoardHost.StartAsync(grains);
        var answer = await BoardHost.JsonOf(await host.PostAsync(Preview, Calendars));
        seen!.Calendars.Single().Id.ShouldBe("vn");
        (answer["id"]!.GetValue<string>(), answer["state"]!.GetValue<string>(), answer["kind"]!.GetValue<string>()).ShouldBe(("17", "previewed", "calendars"));
        answer["impact"]!["total"]!["stopsBeingLate"]!.GetValue<int>().ShouldBe(3);
        answer["impact"]!["samples"]![0]!["effect"]!.GetValue<string>().ShouldBe("stopsBeingLate");
        (await host.PostAsync(Preview, """{"calendars":[]}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
        seen.Calendars.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_preview_that_is_not_made_says_why()
    {
        var grains = new FakeGrains();
        await using var host = await BoardHost.StartAsync(grains);
        var results = new[] { new PreviewResult(null, [new DocumentProblem("calendars[0].zone", "Give one.")]), new PreviewResult(null, [], "16"), PreviewResult.Busy };
        grains.Changes.PreviewAsync(Arg.Any<CalendarsDocument>(), Arg.Any<CancellationToken>()).Returns(results[0], results[1..]);
        (await Expect.ProblemAsync(await host.PostAsync(Preview, Calendars), 422, "bad-document"))["problems"]![0]!["field"]!.GetValue<string>().ShouldBe("calendars[0].zone");
        var running = await host.PostAsync(Preview, Calendars);
        running.Headers.RetryAfter.ShouldNotBeNull();
        (await Expect.ProblemAsync(running, 409, "change-running"))["change"]!.GetValue<string>().ShouldBe("16");
        var busy = await host.PostAsync(Preview, Calendars);
        busy.Headers.RetryAfter.ShouldNotBeNull();
        await Expect.ProblemAsync(busy, 503, "preview-running");
        await Expect.ProblemAsync(await host.PostAsync(Preview, "x", "text/plain"), 415, "unsupported-media-type");
        await Expect.ProblemAsync(await host.PostAsync(Preview, "{}"), 422, "bad-document");
    }

    [Theory]
    [InlineData("apply", ChangeVerb.Apply), InlineData("undo", ChangeVerb.Undo)]
    public async Task A_decision_that_begins_is_accepted_and_says_where_to_look(string path, ChangeVerb verb)
    {
        var grains = new FakeGrains();
        grains.Changes.ActAsync(new ChangeCommand("17", verb, "an", "bão số 3"), Arg.Any<CancellationToken>())
            .Returns(new ChangeResult(ChangeOutcome.Begun, Change with { State = ChangeState.Applying, Progress = new ChangeProgress(3, 40) }));
        await using var host = await BoardHost.StartAsync(grains);
        var answer = await host.PostAsync($"/api/v1/changes/17/{path}", Decision);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        answer.Headers.Location!.ToString().ShouldBe("/api/v1/changes/17");
        (await BoardHost.JsonOf(answer))["progress"]!["done"]!.GetValue<int>().ShouldBe(3);
    }

    [Theory]
    [InlineData(ChangeOutcome.NoSuchChange, 404, "unknown-change", false)]
    [InlineData(ChangeOutcome.OtherRuns, 409, "change-running", true)]
    [InlineData(ChangeOutcome.Stale, 409, "stale-preview", true)]
    [InlineData(ChangeOutcome.Expired, 409, "preview-expired", true)]
    [InlineData(ChangeOutcome.WrongState, 409, "change-state", true)]
    [InlineData(ChangeOutcome.Superseded, 409, "change-superseded", true)]
    [InlineData(ChangeOutcome.Superseded, 409, "change-superseded", false)]
    public async Task A_decision_that_cannot_be_carried_out_says_what_to_do(ChangeOutcome outcome, int status, string problem, bool named)
    {
        var grains = new FakeGrains();
        grains.Changes.ActAsync(Arg.Any<ChangeCommand>(), Arg.Any<CancellationToken>()).Returns(new ChangeResult(outcome, named ? Change : null));
        await using var host = await BoardHost.StartAsync(grains);
        var told = await Expect.ProblemAsync(await host.PostAsync("/api/v1/changes/17/apply", Decision), status, problem);
        told["detail"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData("""{"reason":"x"}""", "by")]
    [InlineData("""{"by":"  "}""", "by")]
    [InlineData("""{"by":"a\nb"}""", "by")]
    [InlineData("""{"by":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""", "by")]
    [InlineData("""{"by":"an","reason":"a\u0000b"}""", "reason")]
    public async Task A_decision_without_a_name_is_none(string body, string field)
    {
        var grains = new FakeGrains();
        await using var host = await BoardHost.StartAsync(grains);
        var problem = await Expect.ProblemAsync(await host.PostAsync("/api/v1/changes/17/apply", body), 400, "bad-command");
        problem["field"]!.GetValue<string>().ShouldBe(field);
        await grains.Changes.DidNotReceive().ActAsync(Arg.Any<ChangeCommand>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Changes_are_listed_and_shown()
    {
        var grains = new FakeGrains();
        grains.Changes.ListAsync(Arg.Any<CancellationToken>()).Returns(new ChangeList([Change]));
        grains.Changes.GetAsync("17", Arg.Any<CancellationToken>()).Returns(Change);
        await using var host = await BoardHost.StartAsync(grains);
        (await BoardHost.JsonOf(await host.GetAsync("/api/v1/changes")))["changes"]![0]!["id"]!.GetValue<string>().ShouldBe("17");
        (await BoardHost.JsonOf(await host.GetAsync("/api/v1/changes/17")))["expires"].ShouldNotBeNull();
        await Expect.ProblemAsync(await host.GetAsync("/api/v1/changes/18"), 404, "unknown-change");
    }

    [Fact]
    public async Task A_put_waits_for_the_change_that_runs()
    {
        var grains = new FakeGrains();
        grains.Catalogue.PutAsync(Arg.Any<CalendarsDocument>(), Arg.Any<CancellationToken>()).Returns(PutResult.WaitFor("17"));
        await using var host = await BoardHost.StartAsync(grains);
        var answer = await host.PutAsync("/api/v1/reference/calendars", Calendars);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        (await Expect.ProblemAsync(answer, 409, "change-running"))["change"]!.GetValue<string>().ShouldBe("17");
    }
}
