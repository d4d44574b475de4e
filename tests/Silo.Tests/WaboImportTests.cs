using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Silo.Tests.Process;
using Xunit;
using Xunit.Abstractions;
using Tests.Shared;

namespace Silo.Tests;

/// <summary>A municipality's permit dossiers, event by event.</summary>
public sealed class WaboImportTests(ITestOutputHelper output)
{
    private static readonly string[] Clock = ["--clock", "2022-02-28T13:00:00Z", "--speed", "0.001"];

    [SharedDataFact("wabo_receipt.csv.gz")]
    public async Task The_published_figures_whether_imported_twice_shuffled_or_cut_in_two()
    {
        var file = SharedData.Find("wabo_receipt.csv.gz");
        using var folder = new TempFolder();
        var (header, rows) = await ReadAsync(file);
        var cut = rows.Count / 3;
        var variants = new Dictionary<string, string[]>
        {
            ["twice"] = [file, file],
            ["shuffled"] = [await WriteAsync(folder, "shuffled", header, Shuffled(rows))],
            ["cut in two, last part first"] =
                [await WriteAsync(folder, "end", header, rows.Skip(cut)), await WriteAsync(folder, "start", header, rows.Take(cut))],
        };
        foreach (var (name, files) in variants)
        {
            using var data = new TempFolder();
            await using var monitor = await MonitorProcess.StartAsync(data.Path, 0, Clock);
            foreach (var part in files)
            {
                var (code, said) = await CommandLineProcess.RunAsync("import", part, "--mapping", "wabo", "--url", $"{monitor.Url}", "--quiet");
                code.ShouldBe(0, $"{name}: {said}");
            }

            var (_, total, _) = await Standing.AskAsync(monitor.Http);
            total.Received.ShouldBe(1_434, name);
            (total.EndedLate + total.EndedOnTime + total.EndedNoDue).ShouldBe(1_329, name);
            total.EndedLate.ShouldBe(377, name);
            var quality = await monitor.Http.GetFromJsonAsync<JsonNode>("api/v1/data-quality");
            quality!["flaggedByCode"]!["end-before-start"]!.GetValue<int>().ShouldBe(2, name);

            // Eight weeks; six more, which the law allows once, for most of those that were extended.
            var promised = (await Promises.AskAsync(monitor.Http)).Total;
            output.WriteLine($"{name}: {promised}\n{string.Join('\n', promised.Differences.Select(difference => difference.ToString()))}");
            (promised.Dossiers, promised.SameDate).ShouldBe((1_434, 1_080), name);
            promised.Differences.Single(difference => difference is { Reason: "extended", Days: 42 }).Dossiers.ShouldBe(58, name);
            (promised.Of("extended"), promised.Of("longer"), promised.Of("shorter"), promised.Of("start-day-counted")).ShouldBe((159, 171, 15, 8), name);
        }
    }

    private static async Task<(string Header, List<string> Rows)> ReadAsync(string path)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var header = (await text.ReadLineAsync())!;
        var rows = new List<string>();
        while (await text.ReadLineAsync() is { } row)
            rows.Add(row);
        return (header, rows);
    }

    private static List<string> Shuffled(List<string> rows)
    {
        var random = new Random(20_220_228);
        return [.. rows.OrderBy(_ => random.Next())];
    }

    private static async Task<string> WriteAsync(TempFolder folder, string name, string header, IEnumerable<string> rows)
    {
        var path = Path.Combine(folder.Path, $"{name}.csv");
        await File.WriteAllLinesAsync(path, rows.Prepend(header));
        return path;
    }
}
