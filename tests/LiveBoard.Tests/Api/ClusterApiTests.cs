using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Operations;
using LiveBoard.Tests.Support;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Api;

public class ClusterApiTests
{
    private static readonly Member Well = Sample.Member("silo1");
    private static readonly Member Before = Well with { Since = Well.Since.AddHours(-1) };

    [Fact]
    public async Task A_service_that_is_well_has_no_concerns()
    {
        await using var host = await BoardHost.StartAsync();
        var report = await AskAsync(host);
        Concerns(report).ShouldBeEmpty();
        report["members"]![0]!["activations"]![0]!["kind"]!.GetValue<string>().ShouldBe("dossier");
        report["members"]![0]!["figures"]!["deadlineOnBoard"]!["p99Seconds"]!.GetValue<double>().ShouldBe(0.02);
        report["board"]!["connected"]!.GetValue<long>().ShouldBe(2);
        report["counts"]!["open"]!.GetValue<long>().ShouldBe(4);
        report["workload"]!["busiest"]![0]!["agency"]!.GetValue<string>().ShouldBe("so-xd");
    }

    [Fact]
    public async Task The_next_minute_is_that_of_the_topmost_agencies_below_points()
    {
        await using var host = await BoardHost.StartAsync();
        host.Grains.Agencies["a/so-xd"] = new FakeAgency
        {
            Board = Frames.Of(1) with
            {
                Upcoming = [new Turn(BoardHost.Now.AddSeconds(10), 1, 2), new Turn(BoardHost.Now.AddSeconds(60), 0, 5), new Turn(BoardHost.Now.AddSeconds(61), 7, 7)],
            },
        };
        var next = (await AskAsync(host))["nextMinute"]!;
        next["dueSoon"]!.GetValue<int>().ShouldBe(1);
        next["overdue"]!.GetValue<int>().ShouldBe(7);
        next["atLeast"]!.GetValue<bool>().ShouldBeFalse();
    }

    public static TheoryData<string, string> Cases => new()
    {
        { "dead", "silo-gone" }, { "joining", "silo-not-active" }, { "silent", "silo-silent" }, { "suspected", "silo-suspected" },
        { "other version", "versions-differ" }, { "late boards", "deadlines-late" }, { "late rungs", "rungs-late" }, { "slow commits", "commits-slow" },
        { "failed commits", "commits-fail" }, { "fast clock", "clocks-differ" }, { "slow clock", "clocks-differ" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_ails_a_silo_is_said_with_the_page_that_helps(string ailment, string code)
    {
        await using var host = await BoardHost.StartAsync();
        var late = new Percentiles(100, 0.5, 20, 30);
        var second = Well with { Name = "silo2", Address = "10.0.0.2:11111" };
        host.Grains.Members.ReadAsync(Arg.Any<CancellationToken>()).Returns([Well, ailment switch
        {
            "dead" => second with { Status = "dead", Figures = null },
            "joining" => second with { Status = "joining", Figures = null },
            "silent" => second with { Figures = null },
            "suspected" => second with { SuspectedBy = 1 },
            "other version" => second with { Figures = Well.Figures! with { Version = "0.0.9" } },
            "late boards" => second with { Figures = Well.Figures! with { DeadlineOnBoard = late } },
            "late rungs" => second with { Figures = Well.Figures! with { RungStored = late } },
            "failed commits" => second with { Figures = Well.Figures! with { RecentCommitFailures = 1 } },
            "fast clock" => second with { ClockAheadSeconds = 0.3 },
            "slow clock" => second with { ClockAheadSeconds = -0.3 },
            _ => second with { Figures = Well.Figures! with { Commit = late } },
        }]);
        var concern = (await AskAsync(host))["concerns"]!.AsArray().ShouldHaveSingleItem()!;
        concern["code"]!.GetValue<string>().ShouldBe(code);
        concern["vi"]!.GetValue<string>().ShouldNotBeEmpty();
        File.Exists(Path.Combine(Runbooks(), $"{concern["runbook"]}.md")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_silo_that_came_back_at_the_same_address_is_well()
    {
        await using var host = await BoardHost.StartAsync();
        host.Grains.Members.ReadAsync(Arg.Any<CancellationToken>()).Returns([Well, Before with { Status = "dead", Figures = null }]);
        Concerns(await AskAsync(host)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_silo_that_went_comes_back_and_goes_is_told_once()
    {
        await using var host = await BoardHost.StartAsync();
        host.Grains.Members.ReadAsync(Arg.Any<CancellationToken>()).Returns([Before with { Status = "dead", Figures = null }, Well with { Status = "dead", Figures = null }]);
        Concerns(await AskAsync(host)).ShouldBe(["silo-gone"]);
    }

    [Fact]
    public async Task What_nobody_answers_is_null_and_said()
    {
        await using var host = await BoardHost.StartAsync();
        host.Grains.Members.ReadAsync(Arg.Any<CancellationToken>()).ThrowsAsync(new TimeoutException());
        host.Grains.Reports.GetCountsAsync(Arg.Any<CancellationToken>()).ThrowsAsync(new TimeoutException());
        host.Grains.Workload.GetAsync(Arg.Any<CancellationToken>()).ThrowsAsync(new TimeoutException());
        host.Grains.Catalogue.GetAgenciesAsync(Arg.Any<CancellationToken>()).ThrowsAsync(new TimeoutException());
        var report = await AskAsync(host);
        (report["members"] ?? report["counts"] ?? report["nextMinute"] ?? report["workload"]).ShouldBeNull();
        Concerns(report).ShouldBe(["no-members"]);
    }

    [Fact]
    public async Task A_database_that_silos_cannot_reach_is_not_taken_for_silos_that_are_gone()
    {
        await using var host = await BoardHost.StartAsync();
        host.Grains.Reports.GetCountsAsync(Arg.Any<CancellationToken>()).ThrowsAsync(new TimeoutException());
        host.Grains.Workload.GetAsync(Arg.Any<CancellationToken>()).ThrowsAsync(new TimeoutException());
        Concerns(await AskAsync(host)).ShouldBe(["storage-away"]);
    }

    [Fact]
    public async Task Rungs_that_were_missed_and_a_disk_that_fills_are_concerns()
    {
        await using var host = await BoardHost.StartAsync();
        host.Grains.Workload.GetAsync(Arg.Any<CancellationToken>()).Returns(new Workload([], 3, 1 << 20, 1L << 30));
        Concerns(await AskAsync(host)).ShouldBe(["disk-filling", "self-audit"]);
    }

    private static async Task<JsonNode> AskAsync(BoardHost host)
    {
        var answer = await host.GetAsync("/api/v1/cluster");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await BoardHost.JsonOf(answer);
    }

    private static ImmutableArray<string> Concerns(JsonNode report) => [.. report["concerns"]!.AsArray().Select(concern => $"{concern!["code"]}")];

    private static string Runbooks()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Monitor.sln")))
            folder = folder.Parent.ShouldNotBeNull();
        return Path.Combine(folder.FullName, "ops", "runbooks");
    }
}
