using System.Net;
using Monitor.Cli;
using Monitor.Cli.Screen;
using Monitor.Cli.Sending;
using Shouldly;
using Xunit;

namespace Cli.Tests.Sending;

public sealed class ImporterTests : IDisposable
{
    private readonly FakeService _fake = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _fake.Dispose();

    [Fact]
    public async Task Events_of_a_dossier_arrive_in_their_order_though_two_requests_are_out()
    {
        var lines = Enumerable.Range(0, 20_000).Select(i => EventLines.Line($"D{i % 700}", i, "2026-11-20T00:00:00Z"));
        var tally = await ImportAsync(lines);

        (tally.Sent, tally.Applied, tally.ExitCode).ShouldBe((20_000, 20_000, 0));
        foreach (var dossier in _fake.Applied.GroupBy(item => item.Dossier))
        {
            var numbers = dossier.Select(item => int.Parse(item.Id[(item.Id.IndexOf('-', StringComparison.Ordinal) + 1)..], null)).ToList();
            numbers.ShouldBe(numbers.Order());
        }
        _fake.Batches.ShouldAllBe(size => size <= Sender.BatchSize);
        _fake.MostAtOnce.ShouldBeLessThanOrEqualTo(2);
        _fake.Applied.ShouldAllBe(item => item.Query == "?mode=backfill");
    }

    [Fact]
    public async Task What_lies_after_the_services_clock_is_held_back()
    {
        var tally = await ImportAsync([
            EventLines.Line("A", 1, "2026-11-21T00:00:00Z", "received"), EventLines.Line("A", 2, "2026-11-21T00:00:00.001Z", "finished"),
            EventLines.Line("B", 1, "2026-11-21T07:00:01+07:00", "received"), EventLines.Line("B", 2, "2026-11-22T00:00:00Z", "finished")]);

        _fake.Applied.Select(item => item.Id).ShouldBe(["A-1"]);
        (tally.HeldBack, tally.HeldBackBeginnings, tally.ExitCode).ShouldBe((3, 1, 0));
    }

    [Fact]
    public async Task On_a_replays_clock_history_ends_where_the_clock_was_started()
    {
        _fake.Started = _fake.Now - TimeSpan.FromHours(2);
        var tally = await ImportAsync([EventLines.Line("A", 1, "2026-11-20T22:00:00Z"), EventLines.Line("A", 2, "2026-11-20T22:00:01Z")]);

        (tally.Applied, tally.HeldBack).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_second_import_changes_nothing()
    {
        string[] lines = [EventLines.Line("A", 1, "2026-11-20T00:00:00Z"), EventLines.Line("B", 1, "2026-11-20T00:00:00Z")];
        await ImportAsync(lines);
        var again = await ImportAsync(lines);

        (again.Sent, again.Applied, again.Duplicate, again.ExitCode).ShouldBe((2, 0, 2, 0));
    }

    [Fact]
    public async Task Refusals_are_counted_shown_and_told_by_the_exit_code()
    {
        _fake.RefusalCode = json => json["dossier"]!.GetValue<string>() == "B" ? "unknown-agency" : null;
        var tally = await ImportAsync([EventLines.Line("A", 1, "2026-11-20T00:00:00Z"), EventLines.Line("B", 1, "2026-11-20T00:00:00Z"), "not json"]);

        (tally.Applied, tally.Refused, tally.Unreadable, tally.ExitCode).ShouldBe((1, 1, 1, ExitCodes.SomeRefused));
        tally.RefusedByCode.ShouldBe([new("unknown-agency", 1)]);
        tally.Examples.ShouldContain("unknown-agency B-1: because");
        tally.Examples.ShouldContain(example => example.StartsWith("row 3: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_busy_or_absent_service_is_asked_again_after_the_time_that_it_names()
    {
        _fake.Trouble(
            () => FakeService.Busy(HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5)), () => FakeService.Busy(HttpStatusCode.TooManyRequests, after: null),
            () => throw new HttpRequestException("refused"));
        var tally = await ImportAsync([EventLines.Line("A", 1, "2026-11-20T00:00:00Z")]);

        tally.Applied.ShouldBe(1);
        _time.Waits.ShouldBe([TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1)]);
    }

    [Fact]
    public async Task A_service_that_stays_away_ends_the_import()
    {
        _fake.Trouble([.. Enumerable.Repeat<Func<HttpResponseMessage>>(() => throw new HttpRequestException("refused"), 1_000)]);
        (await Should.ThrowAsync<FailedException>(() => ImportAsync([EventLines.Line("A", 1, "2026-11-20T00:00:00Z")]))).Message
            .ShouldBe("no answer within 60 s: refused");
        _time.Waits.Sum(wait => wait.TotalSeconds).ShouldBeLessThanOrEqualTo(60);
    }

    [Fact]
    public async Task Another_answer_ends_the_import_with_what_the_service_said()
    {
        _fake.Trouble(() => new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent("""{"title":"Unreadable body","detail":"line 3"}""") });
        (await Should.ThrowAsync<FailedException>(() => ImportAsync([EventLines.Line("A", 1, "2026-11-20T00:00:00Z")]))).Message
            .ShouldBe("POST /api/v1/events?mode=backfill answered 400: Unreadable body. line 3");
    }

    [Fact]
    public async Task A_batch_that_is_too_large_is_sent_in_parts()
    {
        _fake.Largest = 100;
        var tally = await ImportAsync(Enumerable.Range(0, 1_000).Select(i => EventLines.Line("A", i, "2026-11-20T00:00:00Z")));

        tally.Applied.ShouldBe(1_000);
        _fake.Applied.Select(item => item.Id).ShouldBe(Enumerable.Range(0, 1_000).Select(i => $"A-{i}"));
    }

    private async Task<Tally> ImportAsync(IEnumerable<string> lines)
    {
        using var file = new EventLines(lines);
        using var http = new HttpClient(_fake, disposeHandler: false) { BaseAddress = new Uri("http://monitor.test/") };
        var service = new MonitorService(http, new Patience(_time, TimeSpan.FromSeconds(60)));
        return await new Importer(service, new ProgressScreen(_time, quiet: true)).RunAsync(file.Events, backfill: true, CancellationToken.None);
    }
}
