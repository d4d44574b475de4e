using System.Collections.Immutable;
using System.Net;
using System.Text;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Reports;
using LiveBoard.Api;
using LiveBoard.Reports;
using LiveBoard.Tests.Support;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Api;

public class ReadsApiTests
{
    [Fact]
    public async Task A_board_is_a_snapshot()
    {
        await using var host = await BoardHost.StartAsync();
        host.Grains.AgencyOf("a/centre").Board = Frames.Of(7, open: 3);
        var board = await BoardHost.JsonOf(await host.GetAsync("/api/v1/boards/centre"));
        board["agency"]!["code"]!.GetValue<string>().ShouldBe("centre");
        board["sequence"]!.GetValue<long>().ShouldBe(7);
        board["figures"]!["onTime"]!["rate"].ShouldBeNull();
        board["figures"]!["overdueAge"]!.AsObject().Select(field => field.Key).ShouldBe(["d1", "d3", "d10", "d30", "more"]);
        await Expect.ProblemAsync(await host.GetAsync("/api/v1/boards/nobody"), 404, "unknown-agency");
    }

    [Fact]
    public async Task A_board_whose_agency_vouches_for_nothing_new_says_its_age()
    {
        await using var host = await BoardHost.StartAsync();
        host.Grains.AgencyOf("a/centre").Board = Frames.Of(7, asOf: BoardHost.Now.AddSeconds(-42));
        (await BoardHost.JsonOf(await host.GetAsync("/api/v1/boards/centre")))["sourceAgeMs"]!.GetValue<long>().ShouldBe(42_000);
    }

    [Fact]
    public async Task Questions_beyond_the_bound_are_told_to_come_again()
    {
        await using var host = await BoardHost.StartAsync(null, ("MaxRequests", "1"), ("MaxWaitingRequests", "0"));
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource<DossierDetail?>();
        host.Grains.Dossier.GetAsync(Arg.Any<CancellationToken>()).Returns(_ =>
        {
            entered.TrySetResult();
            return leave.Task;
        });
        var first = host.GetAsync("/api/v1/dossiers/D-1");
        await entered.Task;
        var second = await host.GetAsync("/api/v1/boards/centre");
        await Expect.ProblemAsync(second, 429, "overloaded");
        second.Headers.RetryAfter.ShouldNotBeNull();
        (await host.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        leave.SetResult(null);
        (await first).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_board_of_the_past_is_asked_of_the_reports()
    {
        await using var host = await BoardHost.StartAsync();
        host.Grains.Reports.GetPastBoardAsync("centre", new Past(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), BoardHost.Now), Arg.Any<CancellationToken>())
            .Returns(Frames.Of(0, open: 5, epoch: "asOf"));
        var board = await BoardHost.JsonOf(await host.GetAsync("/api/v1/boards/centre?asOf=2026-01-01T00:00:00Z&knownAt=2026-11-21T08:00:00Z"));
        board["figures"]!["open"]!.GetValue<int>().ShouldBe(5);
        var problem = await Expect.ProblemAsync(await host.GetAsync("/api/v1/boards/centre?asOf=2026-11-21T08:00:01Z"), 400, "bad-parameter");
        problem["parameter"]!.GetValue<string>().ShouldBe("asOf");
        problem["detail"]!.GetValue<string>().ShouldContain("2026-11-21T08:00:00Z");
        await Expect.ProblemAsync(await host.GetAsync("/api/v1/boards/nobody?asOf=2026-01-01T00:00:00Z"), 404, "unknown-agency");
    }

    [Fact]
    public async Task Agencies_are_listed_and_found()
    {
        await using var host = await BoardHost.StartAsync();
        var all = await BoardHost.JsonOf(await host.GetAsync("/api/v1/agencies"));
        all["agencies"]!.AsArray().Count.ShouldBe(2);
        (await BoardHost.JsonOf(await host.GetAsync("/api/v1/agencies/so-xd")))["parent"]!.GetValue<string>().ShouldBe("centre");
        await Expect.ProblemAsync(await host.GetAsync("/api/v1/agencies/nobody"), 404, "unknown-agency");
        await Expect.ProblemAsync(await host.GetAsync("/api/v1/agencies/nobody/dossiers"), 404, "unknown-agency");
    }

    [Fact]
    public async Task Dossiers_are_listed_by_state()
    {
        var grains = new FakeGrains();
        grains.Reports.ListDossiersAsync(new DossierQuery("so-xd", DossierFilter.DueSoon, 10, null), Arg.Any<CancellationToken>()).Returns(new DossierPage(
            [new DossierLine { Dossier = "D-1", Version = 1, State = PortalState.InProcess, Changed = BoardHost.Now }], "next"));
        await using var host = await BoardHost.StartAsync(grains);
        var page = await BoardHost.JsonOf(await host.GetAsync("/api/v1/agencies/so-xd/dossiers?state=dueSoon&limit=10"));
        page["items"]![0]!["state"]!.GetValue<string>().ShouldBe("inProcess");
        page["nextCursor"]!.GetValue<string>().ShouldBe("next");
        await Expect.ProblemAsync(await host.GetAsync("/api/v1/agencies/so-xd/dossiers?state=late"), 400, "bad-parameter");
    }

    [Theory]
    [InlineData("H49%2F26-1"), InlineData("H49%2f26-1")]
    public async Task A_dossier_code_may_hold_a_slash(string path)
    {
        var grains = new FakeGrains();
        grains.Dossier.GetAsync(Arg.Any<CancellationToken>()).Returns(new DossierDetail { Dossier = "H49/26-1", Version = 1, State = PortalState.Received, AsOf = BoardHost.Now });
        await using var host = await BoardHost.StartAsync(grains);
        (await host.Http.GetAsync(new Uri(host.Http.BaseAddress + "api/v1/dossiers/" + path))).StatusCode.ShouldBe(HttpStatusCode.OK);
        grains.DossierKeys.ShouldBe(["d/H49/26-1"]);
    }

    [Theory]
    [InlineData("D-1"), InlineData("%00"), InlineData("%FF%FE"), InlineData("a%20b")]
    public async Task A_dossier_that_nobody_told_of_is_unknown(string code)
    {
        await using var host = await BoardHost.StartAsync();
        host.Grains.Dossier.GetAsync(Arg.Any<CancellationToken>()).Returns((DossierDetail?)null);
        var answer = await host.GetAsync("/api/v1/dossiers/" + code);
        ((int)answer.StatusCode).ShouldBeOneOf(400, 404);
    }

    [Fact]
    public async Task Data_quality_is_paged()
    {
        var grains = new FakeGrains();
        grains.Reports.GetDataQualityAsync(7, "c", Arg.Any<CancellationToken>()).Returns(new DataQualityPage(
            [], [], ImmutableDictionary<string, int>.Empty.Add("too-long", 2), ImmutableDictionary<string, int>.Empty, null));
        await using var host = await BoardHost.StartAsync(grains);
        (await BoardHost.JsonOf(await host.GetAsync("/api/v1/data-quality?limit=7&cursor=c")))["refusedByCode"]!["too-long"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task Too_many_questions_about_the_past_are_told_to_come_again()
    {
        await using var host = await BoardHost.StartAsync(new FakeGrains());
        host.Grains.Reports.GetPastBoardAsync(Arg.Any<string>(), Arg.Any<Past>(), Arg.Any<CancellationToken>()).ThrowsAsync(new PastBusyException());
        var answer = await host.GetAsync("/api/v1/boards/centre?asOf=2026-01-01T00:00:00Z");
        await Expect.ProblemAsync(answer, 503, "past-busy");
        answer.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_cursor_that_storage_does_not_know_is_the_callers_mistake()
    {
        var grains = new FakeGrains();
        grains.Reports.GetDataQualityAsync(Arg.Any<int>(), Arg.Any<string>(), Arg.Any<CancellationToken>()).ThrowsAsync(new FormatException("inside"));
        await using var host = await BoardHost.StartAsync(grains);
        await Expect.ProblemAsync(await host.GetAsync("/api/v1/data-quality?cursor=zzz"), 400, "bad-parameter");
    }

    [Theory]
    [InlineData("/api/v1/standing", 404, "not-found"), InlineData("/api/v1/nothing", 404, "not-found"), InlineData("/api/v1/events", 405, "method-not-allowed")]
    public async Task What_is_not_there_is_a_problem_too(string path, int status, string type)
    {
        await using var host = await BoardHost.StartAsync();
        await Expect.ProblemAsync(await host.GetAsync(path), status, type);
    }

    [Fact]
    public async Task Standing_comes_as_json_or_csv()
    {
        var grains = new FakeGrains();
        var row = new StandingRow("=so-xd", 10, 4, 1, 0, 3, 2, 0, 1);
        grains.Reports.GetStandingAsync(
            new StandingQuery("so-xd", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), null), Arg.Any<CancellationToken>())
            .Returns(new StandingReport(BoardHost.Now, "internal", [row], row with { Agency = null }));
        await using var host = await BoardHost.StartAsync(grains);
        const string Path = "/api/v1/reports/standing?agency=so-xd&from=2026-01-01T07:00:00%2B07:00";
        var json = await BoardHost.JsonOf(await host.GetAsync(Path));
        json["rows"]![0]!["openInTime"]!.GetValue<int>().ShouldBe(3);
        json["total"]!["agency"].ShouldBeNull();

        using var accepting = new HttpRequestMessage(HttpMethod.Get, Path);
        accepting.Headers.Add("Accept", "text/csv");
        foreach (var answer in new[] { await host.Http.SendAsync(accepting), await host.GetAsync(Path + "&format=csv") })
        {
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            bytes.AsSpan(0, 3).ToArray().ShouldBe([0xEF, 0xBB, 0xBF]);
            var lines = Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3).Split("\r\n");
            lines[0].ShouldStartWith("agency,received,endedOnTime");
            lines[1].ShouldStartWith("\"'=so-xd\",10,4,1,0,3,2,0,1,");
            lines.Length.ShouldBe(4);
        }
    }

    [Fact]
    public async Task A_period_in_dates_begins_where_the_agency_is()
    {
        await using var host = await BoardHost.StartAsync();
        var (from, to) = (BoardHost.Now.AddDays(-20), BoardHost.Now.AddDays(-2));
        host.Grains.Reports.GetStartOfDayAsync("so-xd", new DateOnly(2026, 11, 1), Arg.Any<CancellationToken>()).Returns(from);
        host.Grains.Reports.GetStartOfDayAsync("so-xd", new DateOnly(2026, 12, 1), Arg.Any<CancellationToken>()).Returns(to);
        host.Grains.Reports.GetStandingAsync(new StandingQuery("so-xd", from, to, new Past(BoardHost.Now, null, "igate")), Arg.Any<CancellationToken>())
            .Returns(new StandingReport(BoardHost.Now, "internal", [], new StandingRow(null, 7, 0, 0, 0, 0, 0, 0, 0)));
        var json = await BoardHost.JsonOf(await host.GetAsync("/api/v1/reports/standing?agency=so-xd&from=2026-11-01&to=2026-12-01&source=igate"));
        json["total"]!["received"]!.GetValue<int>().ShouldBe(7);
    }

    [Theory]
    [InlineData("from=yesterday", "from"), InlineData("from=2026-13-01", "from"), InlineData("asOf=2026-11-21T08:00:01Z", "asOf"), InlineData("knownAt=2027-01-01T00:00:00Z", "knownAt"), InlineData("to=9999-12-31T00:00:00Z", "to"), InlineData("format=pdf", "format")]
    [InlineData("ruleSet=mine", "ruleSet"), InlineData("from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", "to")]
    public async Task Standing_names_what_it_cannot_read(string query, string parameter)
    {
        await using var host = await BoardHost.StartAsync();
        var problem = await Expect.ProblemAsync(await host.GetAsync("/api/v1/reports/standing?" + query), 400, "bad-parameter");
        problem["parameter"]!.GetValue<string>().ShouldBe(parameter);
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\""), InlineData("@x", "\"'@x\""), InlineData("-1", "\"'-1\""), InlineData("a\"b", "\"a\"\"b\""), InlineData("", "\"\"")]
    public void Cells_are_quoted_and_are_no_formulas(string value, string cell) => CsvWriter.Cell(value).ShouldBe(cell);

    [Fact]
    public async Task About_tells_what_runs_here()
    {
        await using var host = await BoardHost.StartAsync();
        await host.PostAsync("/api/v1/events", $"[{Sample.Received()},{{}}]");
        var about = await BoardHost.JsonOf(await host.GetAsync("/api/v1/about"));
        about["engine"]!.GetValue<string>().ShouldBe("embedded");
        about["clock"]!["kind"]!.GetValue<string>().ShouldBe("real");
        about["counts"]!["open"]!.GetValue<int>().ShouldBe(4);
        about["ingest"]!.ToJsonString().ShouldBe("""{"received":2,"applied":1,"duplicate":0,"refused":1}""");
        host.Grains.Reports.GetCountsAsync(Arg.Any<CancellationToken>()).ThrowsAsync(new IOException());
        (await BoardHost.JsonOf(await host.GetAsync("/api/v1/about")))["counts"].ShouldBeNull();
    }

    [Fact]
    public async Task About_tells_how_late_boards_are()
    {
        await using var host = await BoardHost.StartAsync();
        var agency = host.Grains.AgencyOf("a/centre");
        agency.Board = Frames.Of(1);
        await using var hub = await HubSocket.OpenAsync(host);
        await hub.WatchAsync("centre");
        await hub.NextAsync();
        await agency.Observer!.OnFrameAsync(Frames.Of(2, open: 1) with { NewsSince = BoardHost.Now.AddSeconds(-3) });
        await agency.Observer!.OnBeatAsync("e1", 2, BoardHost.Now);
        await hub.NextAsync();

        var timings = (await BoardHost.JsonOf(await host.GetAsync("/api/v1/about")))["timings"]!;
        timings["recentSeconds"]!.GetValue<int>().ShouldBe(300);
        foreach (var name in new[] { "boardPublished", "displaySent" })
            timings[name]!["recent"]!.ToJsonString().ShouldBe("""{"count":1,"p50Seconds":3,"p99Seconds":3,"maxSeconds":3}""");
        timings["deadlineOnBoard"]!["sinceStart"]!.ToJsonString().ShouldBe("""{"count":0,"p50Seconds":null,"p99Seconds":null,"maxSeconds":null}""");
    }

    [Fact]
    public async Task Live_is_the_process_and_ready_is_what_it_needs()
    {
        await using var host = await BoardHost.StartAsync();
        (await host.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Grains.Reports.GetCountsAsync(Arg.Any<CancellationToken>()).ThrowsAsync(new IOException());
        await Expect.ProblemAsync(await host.GetAsync("/health/ready"), 503, "unavailable");
        (await host.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_api_describes_itself()
    {
        await using var host = await BoardHost.StartAsync();
        var document = await BoardHost.JsonOf(await host.GetAsync("/openapi/v1.json"));
        var paths = document["paths"]!.AsObject();
        paths.ContainsKey("/api/v1/events").ShouldBeTrue();
        paths["/api/v1/alerts/{id}/acknowledge"]!["post"]!["responses"]!.AsObject().ContainsKey("409").ShouldBeTrue();
        var operations = paths.SelectMany(path => path.Value!.AsObject()).ToList();
        operations.ShouldAllBe(operation => operation.Value!["summary"] != null);
        operations.SelectMany(operation => operation.Value!["parameters"]?.AsArray() ?? []).Select(parameter => $"{parameter!["name"]}")
            .ShouldAllBe(name => char.IsLower(name[0]));
    }

    [Fact]
    public async Task A_question_to_the_simulator_is_described_as_it_is_read()
    {
        await using var host = await BoardHost.StartAsync();
        var schemas = (await BoardHost.JsonOf(await host.GetAsync("/openapi/v1.json")))["components"]!["schemas"]!;
        var fields = schemas["SimulationItem"]!["properties"]!.AsObject();
        fields.ContainsKey("inline").ShouldBeFalse();
        fields["calendar"]!["oneOf"]!.AsArray().Select(one => $"{one!["type"]}{one["$ref"]}").ShouldBe(["string", "#/components/schemas/CalendarDocument"]);
        schemas["SimulatedPause"]!["type"]!.GetValue<string>().ShouldBe("array");
    }
}
