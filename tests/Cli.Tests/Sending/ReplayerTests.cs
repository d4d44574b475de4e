using Monitor.Cli.Screen;
using Monitor.Cli.Sending;
using Shouldly;
using Xunit;

namespace Cli.Tests.Sending;

public sealed class ReplayerTests : IDisposable
{
    private readonly FakeService _fake = new() { Speed = 60 };
    private readonly ManualTime _time;

    public ReplayerTests() => _time = new ManualTime(wait => _fake.Now += wait * _fake.Speed);

    public void Dispose() => _fake.Dispose();

    [Fact]
    public async Task Each_event_is_sent_when_its_time_comes_on_the_services_clock()
    {
        await ReplayAsync(backfill: false,
            EventLines.Line("B", 1, "2026-11-21T06:00:00Z"), EventLines.Line("A", 1, "2026-11-20T00:00:00Z"), EventLines.Line("A", 2, "2026-11-21T00:30:00Z"));

        _fake.Applied.Select(item => item.Id).ShouldBe(["A-1", "A-2", "B-1"]);
        _fake.Applied[0].Now.ShouldBe(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));
        _fake.Applied[1].Now.ShouldBeGreaterThanOrEqualTo(new DateTimeOffset(2026, 11, 21, 0, 30, 0, TimeSpan.Zero));
        _fake.Applied[2].Now.ShouldBe(new DateTimeOffset(2026, 11, 21, 6, 0, 0, TimeSpan.Zero), TimeSpan.FromSeconds(1));
        _time.Waits.Sum(wait => wait.TotalMinutes).ShouldBe(6, 0.01);
        _fake.Asked.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task What_is_due_already_may_go_as_backfill_and_the_rest_is_live()
    {
        await ReplayAsync(backfill: true, EventLines.Line("A", 1, "2026-11-20T00:00:00Z"), EventLines.Line("B", 1, "2026-11-21T00:01:00Z"));
        _fake.Applied.Select(item => item.Query).ShouldBe(["?mode=backfill", ""]);
    }

    private async Task ReplayAsync(bool backfill, params string[] lines)
    {
        using var file = new EventLines(lines);
        using var http = new HttpClient(_fake, disposeHandler: false) { BaseAddress = new Uri("http://monitor.test/") };
        var service = new MonitorService(http, new Patience(_time, TimeSpan.FromSeconds(60)));
        await new Replayer(service, new ProgressScreen(_time, quiet: true), _time).RunAsync(file.Events, backfill, CancellationToken.None);
    }
}
