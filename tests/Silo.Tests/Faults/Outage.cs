using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Silo.Tests.Process;

namespace Silo.Tests.Faults;

/// <summary>
/// The real program under load while its storage is broken and mended again: what it must say meanwhile, and what must be right
/// afterwards without anybody's help.
/// </summary>
internal sealed class Outage : IAsyncDisposable
{
    /// <summary>Seconds that the storage stays away; <c>./ops/bench faults</c> makes it 60.</summary>
    public const string Variable = "MONITOR_FAULT_SECONDS";

    private const long MemoryMayGrow = 400L << 20;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    // A call that the storage leaves hanging ends by the engine's time-out of 30 s; the rest is a busy machine.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(45);

    private readonly MonitorProcess _monitor;

    private Outage(MonitorProcess monitor) => _monitor = monitor;

    /// <summary>How long the storage stays away.</summary>
    private TimeSpan Length { get; init; }

    public static TimeSpan Usual { get; } =
        TimeSpan.FromSeconds(int.Parse(Environment.GetEnvironmentVariable(Variable) ?? "12", CultureInfo.InvariantCulture));

    /// <summary>Long enough for every agency to look for lost reports meanwhile.</summary>
    public static TimeSpan WithASweep { get; } = TimeSpan.FromSeconds(Math.Max(35, Usual.TotalSeconds));

    public static Task<Outage> StartAsync(string data, params string[] options) => StartAsync(data, Usual, options);

    public static async Task<Outage> StartAsync(string data, TimeSpan length, params string[] options)
    {
        var monitor = await MonitorProcess.StartAsync(data, 0, ["--clock", "2026-11-18T03:00:00Z", .. options]);
        using var put = await monitor.Http.PutAsync("api/v1/reference/agencies", Json(
            """{"agencies":[{"code":"P","name":{"vi":"Tỉnh"},"kind":"group","parent":null},{"code":"A","name":{"vi":"Sở A"},"kind":"agency","parent":"P"}]}"""));
        put.EnsureSuccessStatusCode();
        return new Outage(monitor) { Length = length };
    }

    /// <summary>Breaks, watches, mends, and compares with the figures that the database has.</summary>
    /// <param name="isReadable">The storage still answers questions meanwhile.</param>
    /// <param name="count">One number that a query of the database gives.</param>
    public async Task PlayAsync(Func<Task> breakIt, Func<Task> mendIt, bool isReadable, Func<string, long> count)
    {
        await using var display = await Display.OpenAsync(_monitor.Url, "P");
        await using var hammer = new Hammer(_monitor.Http);
        await UntilAsync("events are taken", () => hammer.Batches >= 30 && display.Newest is not null);
        var due = await SendOneThatFallsDueAsync(Length / 2);
        var memory = _monitor.Resident;
        await breakIt();
        try
        {
            await ShouldSayAsync(display, hammer, isReadable, due);
            (_monitor.Resident - memory).ShouldBeLessThan(MemoryMayGrow);
        }
        finally
        {
            await mendIt();
        }

        await ShouldRecoverAsync(display, hammer, count);
        (_monitor.Resident - memory).ShouldBeLessThan(MemoryMayGrow);
    }

    public ValueTask DisposeAsync() => _monitor.DisposeAsync();

    private async Task ShouldSayAsync(Display display, Hammer hammer, bool isReadable, DateTimeOffset due)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await UntilAsync("events are refused", () => hammer.Refusals > 0);
        await UntilAsync("the display's board is old", () => display.AgeMs > 5_000);
        await UntilAsync("the board turns", async () => (await BoardAsync())["figures"]!["overdue"]!.GetValue<int>() == 1);
        await UntilAsync("it lasts", () => TimeProvider.System.GetElapsedTime(begun) > Length && display.AgeMs > Math.Min(20_000, Length.TotalMilliseconds / 2));
        var board = await BoardAsync();
        Display.Age(board).ShouldBeGreaterThan(5_000, "who asks is told as well");
        board["sourceAgeMs"]!.GetValue<long>().ShouldBeGreaterThan(5_000);
        board["serverNow"]!.GetValue<DateTimeOffset>().ShouldBeGreaterThan(due);
        var frames = display.Frames;
        await UntilAsync("the link is alive", () => display.Frames > frames);
        (await StatusAsync("health/live")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("health/ready")).ShouldBe(isReadable ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable);
        hammer.Odd.ShouldBeEmpty();
    }

    private async Task ShouldRecoverAsync(Display display, Hammer hammer, Func<string, long> count)
    {
        var batches = hammer.Batches;
        await UntilAsync("events are taken again", () => hammer.Batches > batches + 20);
        await hammer.StopAsync();
        hammer.Odd.ShouldBeEmpty();
        hammer.Longest.ShouldBeLessThan(LongestAnswer);
        await UntilAsync("the display is fresh", () => display.AgeMs < 5_000 && (display.Newest!["sourceAgeMs"]!.GetValue<long>() < 5_000));
        await UntilAsync("the rung is climbed", async () => await AlertsAsync("due") == 1);
        (await StatusAsync("health/ready")).ShouldBe(HttpStatusCode.OK);

        // What was acknowledged is there once, and so is the one that fell due.
        count("SELECT count(*) FROM dossier_event").ShouldBe(hammer.Events + 1);
        count("SELECT count(*) FROM (SELECT DISTINCT source, event_id FROM dossier_event) e").ShouldBe(hammer.Events + 1);
        count("SELECT count(*) FROM dossier WHERE ended IS NULL AND received IS NOT NULL").ShouldBe(hammer.Dossiers + 1);
        count("SELECT count(*) FROM alert WHERE rung = 'due'").ShouldBe(1);
        await UntilAsync("the board counts what the rows say", async () => (await BoardAsync())["figures"]!["open"]!.GetValue<int>() == hammer.Dossiers + 1);
        (await BoardAsync())["figures"]!["overdue"]!.GetValue<int>().ShouldBe(1);
        var counts = (await _monitor.Http.GetFromJsonAsync<JsonNode>("api/v1/about"))!["counts"]!;
        counts["events"]!.GetValue<long>().ShouldBe(hammer.Events + 1);
    }

    /// <returns>When.</returns>
    private async Task<DateTimeOffset> SendOneThatFallsDueAsync(TimeSpan within)
    {
        var due = (await BoardAsync())["serverNow"]!.GetValue<DateTimeOffset>() + within;
        using var answer = await _monitor.Http.PostAsync("api/v1/events", Json(
            $$"""{"id":"1","source":"due","dossier":"A-due","type":"received","at":"2026-11-18T01:00:00Z","agency":"A","procedure":"1","due":"{{due:O}}"}"""));
        answer.EnsureSuccessStatusCode();
        return due;
    }

    private async Task<JsonNode> BoardAsync() => (await _monitor.Http.GetFromJsonAsync<JsonNode>("api/v1/boards/P"))!;

    private async Task<int> AlertsAsync(string rung) =>
        (await _monitor.Http.GetFromJsonAsync<JsonNode>("api/v1/alerts?agency=P"))!["items"]!.AsArray().Count(alert => alert!["rung"]!.GetValue<string>() == rung);

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await _monitor.Http.GetAsync(path);
        return answer.StatusCode;
    }

    private Task UntilAsync(string what, Func<bool> condition) => UntilAsync(what, () => Task.FromResult(condition()));

    private async Task UntilAsync(string what, Func<Task<bool>> condition)
    {
        for (var begun = TimeProvider.System.GetTimestamp(); !await condition(); await Task.Delay(Look, TimeProvider.System))
        {
            if (TimeProvider.System.GetElapsedTime(begun) > Deadline)
                throw new TimeoutException($"Not within {Deadline.TotalSeconds} s: {what}. It said:\n{string.Join('\n', _monitor.Said.TakeLast(30))}");
        }
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
