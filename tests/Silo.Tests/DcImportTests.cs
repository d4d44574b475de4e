using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Silo.Tests.Process;
using Xunit;
using Xunit.Abstractions;
using Tests.Shared;

namespace Silo.Tests;

/// <summary>Two months of a real city through the real program: the figures that ../shared/data/README.md asks for.</summary>
public sealed class DcImportTests(ITestOutputHelper output)
{
    private static readonly string[] Clock = ["--clock", "2022-02-28T13:00:00Z", "--speed", "0.001"];
    private static readonly DateTimeOffset AsOf = new(2022, 2, 28, 13, 0, 0, TimeSpan.Zero);
    private static readonly Standing Published = new(9_161, 38_224, 1_573, 6_656, 9, 3);

    [SharedDataFact("dc311_2022_jan_feb.csv.gz")]
    public Task The_import_killed_in_the_middle_and_repeated_gives_the_published_figures_once() => KillInTheMiddleAsync();

    [PostgresDataFact("dc311_2022_jan_feb.csv.gz")]
    public async Task On_PostgreSQL_the_import_killed_in_the_middle_and_repeated_gives_the_published_figures_once()
    {
        using var database = new TempDatabase();
        await KillInTheMiddleAsync(database.Options);
    }

    private async Task KillInTheMiddleAsync(params string[] storage)
    {
        var file = SharedData.Find("dc311_2022_jan_feb.csv.gz");
        var recount = DcRecount.Read(file);
        recount.AsOf(AsOf).ShouldBe(Published);
        using var data = new TempFolder();
        var monitor = await MonitorProcess.StartAsync(data.Path, 0, [.. Clock, .. storage]);
        var import = CommandLineProcess.RunAsync("import", file, "--mapping", "dc311", "--url", $"{monitor.Url}", "--quiet");
        await EventsReachAsync(monitor, 20_000);
        await monitor.KillAsync();
        var port = monitor.Url.Port;
        await monitor.DisposeAsync();

        // The command line is still there: it waits for the service and goes on.
        await using var again = await MonitorProcess.StartAsync(data.Path, port, [.. Clock, .. storage]);
        var (code, said) = await import;
        output.WriteLine(said);
        code.ShouldBe(0, said);
        await ShouldStandAsync(again, recount);

        var watch = Stopwatch.StartNew();
        (code, said) = await CommandLineProcess.RunAsync("import", file, "--mapping", "dc311", "--url", $"{again.Url}", "--quiet");
        output.WriteLine($"second import, all duplicates: {watch.Elapsed.TotalSeconds:F1} s\n{said}");
        code.ShouldBe(0, said);
        await ShouldStandAsync(again, recount);
    }

    [SharedDataFact("dc311_2022_jan_feb.csv.gz")]
    public async Task Filled_in_today_a_past_day_is_told_as_it_was()
    {
        var file = SharedData.Find("dc311_2022_jan_feb.csv.gz");
        var recount = DcRecount.Read(file);
        using var data = new TempFolder();
        await using var monitor = await MonitorProcess.StartAsync(data.Path);
        var (code, said) = await CommandLineProcess.RunAsync("import", file, "--mapping", "dc311", "--mode", "backfill", "--url", $"{monitor.Url}", "--quiet");
        code.ShouldBe(0, said);
        await ShouldStandAsync(monitor, recount, "?asOf=2022-02-28T13:00:00Z");

        foreach (var asOf in new[] { new DateTimeOffset(2022, 1, 20, 17, 30, 0, TimeSpan.Zero), AsOf.AddYears(2) })
        {
            var watch = Stopwatch.StartNew();
            var (_, total, byAgency) = await Standing.AskAsync(monitor.Http, FormattableString.Invariant($"?asOf={asOf:yyyy-MM-ddTHH:mm:ssZ}"));
            output.WriteLine($"standing as of {asOf:O}: {watch.Elapsed.TotalSeconds:F2} s");
            total.ShouldBe(recount.AsOf(asOf));
            foreach (var agency in byAgency.Keys)
                byAgency[agency].ShouldBe(recount.AsOf(asOf, agency == "UNASSIGNED" ? "" : agency), agency);
        }

        var boards = Stopwatch.StartNew();
        var board = await monitor.Http.GetFromJsonAsync<JsonNode>("api/v1/boards/DPW?asOf=2022-02-28T13:00:00Z");
        output.WriteLine($"board as of {AsOf:O}: {boards.Elapsed.TotalSeconds:F2} s");
        board!["figures"]!["overdue"]!.GetValue<int>().ShouldBe(1_262);
        (await monitor.Http.GetFromJsonAsync<JsonNode>("api/v1/boards/DPW?asOf=2022-02-28T13:00:00Z&knownAt=2022-02-28T13:00:00Z"))!["figures"]!["open"]!
            .GetValue<int>().ShouldBe(0, "all of it came in today");
        await ShouldBePromisedAsync(monitor);
    }

    // The published table is over more rows than the file: at most as many dates as there may be found here, and at most as many missed.
    private async Task ShouldBePromisedAsync(MonitorProcess monitor)
    {
        var watch = Stopwatch.StartNew();
        var promises = await Promises.AskAsync(monitor.Http);
        output.WriteLine($"promises: {watch.Elapsed.TotalSeconds:F2} s; {promises.Total}\n{string.Join('\n', promises.Total.Differences.Select(difference => difference.ToString()))}");
        (promises.Total.Dossiers, promises.Total.SameDate).ShouldBe((56_452, 47_598));
        promises.Uncompared.ShouldBeEmpty();
        var published = Promises.Published(SharedData.Find("dc311_sla_business_days_by_type.csv"));
        promises.Rows.Length.ShouldBe(99);
        foreach (var row in promises.Rows)
        {
            var (rows, share) = published[row.Procedure!];
            ((double)row.SameDate).ShouldBeLessThanOrEqualTo(((share + 0.0005) * rows) + 1e-6, row.Procedure);
            ((double)(row.Dossiers - row.SameDate)).ShouldBeLessThanOrEqualTo(((1 - share + 0.0005) * rows) + 1e-6, row.Procedure);
            row.Differences.Sum(difference => difference.Dossiers).ShouldBe(row.Dossiers - row.SameDate);
        }

        promises.Rows.Count(row => row.Dossiers >= 30 && row.SameDate >= 0.95 * row.Dossiers).ShouldBe(55);
        promises.Rows.Count(row => row.Dossiers >= 30).ShouldBe(64);
    }

    [SharedDataFact("dc311_2022_jan_feb.csv.gz")]
    public async Task What_lies_after_the_clock_arrives_by_replay_and_the_counts_follow_a_recount()
    {
        var file = SharedData.Find("dc311_2022_jan_feb.csv.gz");
        var recount = DcRecount.Read(file);
        using var data = new TempFolder();
        await using var monitor = await MonitorProcess.StartAsync(data.Path, 0, "--clock", "2022-02-28T13:00:00Z", "--speed", "100000");
        var (code, said) = await CommandLineProcess.RunAsync("import", file, "--mapping", "dc311", "--url", $"{monitor.Url}", "--quiet");
        code.ShouldBe(0, said);
        (code, said) = await CommandLineProcess.RunAsync("replay", file, "--mapping", "dc311", "--url", $"{monitor.Url}", "--quiet");
        output.WriteLine(said);
        code.ShouldBe(0, said);

        var (asOf, total, byAgency) = await Standing.AskAsync(monitor.Http);
        total.ShouldBe(recount.AsOf(asOf));
        total.Received.ShouldBe(recount.Cases);
        foreach (var agency in new[] { "DPW", "DDOT" })
            byAgency[agency].ShouldBe(recount.AsOf(asOf, agency));
    }

    private static async Task ShouldStandAsync(MonitorProcess monitor, DcRecount recount, string query = "")
    {
        var (asOf, total, byAgency) = await Standing.AskAsync(monitor.Http, query);
        asOf.ShouldBeLessThan(AsOf.AddSeconds(1));
        total.ShouldBe(Published);
        foreach (var agency in byAgency.Keys)
            byAgency[agency].ShouldBe(recount.AsOf(AsOf, agency == "UNASSIGNED" ? "" : agency), agency);
        byAgency["DPW"].ShouldBe(new Standing(8_811, 27_079, 1_262, 3_588, byAgency["DPW"].OpenNoDue, byAgency["DPW"].EndedNoDue));
        byAgency["DDOT"].ShouldBe(new Standing(321, 7_230, 290, 2_596, byAgency["DDOT"].OpenNoDue, byAgency["DDOT"].EndedNoDue));

        var board = (await monitor.Http.GetFromJsonAsync<JsonNode>("api/v1/boards/DC" + query))!["figures"]!;
        board["overdue"]!.GetValue<int>().ShouldBe(Published.OpenOverdue);
        board["noDue"]!.GetValue<int>().ShouldBe(Published.OpenNoDue);
        board["open"]!.GetValue<int>().ShouldBe(Published.OpenOverdue + Published.OpenInTime + Published.OpenNoDue);
    }

    private static async Task EventsReachAsync(MonitorProcess monitor, long events)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await look.WaitForNextTickAsync(deadline.Token))
        {
            var about = await monitor.Http.GetFromJsonAsync<JsonNode>("api/v1/about", deadline.Token);
            if (about!["counts"]!["events"]!.GetValue<long>() >= events)
                return;
        }
    }
}
