using Shouldly;
using Xunit;
using Tests.Shared;

namespace Cli.Tests.Mappings;

public sealed class Dc311Tests
{
    private const string File = "dc311_2022_jan_feb.csv.gz";
    private static readonly DateTimeOffset _now = new(2022, 2, 28, 13, 0, 0, TimeSpan.Zero);

    [SharedDataFact(File)]
    public void Figures_are_those_of_the_table_and_those_published_for_it()
    {
        var path = SharedData.Find(File);
        var events = MadeEvent.Of(path, "dc311");
        CodesAndIdsAreValidAndUnique(events);
        var made = FromEvents(events);
        var counted = FromTable(RawTable.Rows(path));

        made.Keys.ShouldBe(counted.Keys, ignoreOrder: true);
        foreach (var (agency, standing) in counted)
            made[agency].All.ShouldBe(standing.All, agency);
        // late, on time, open overdue, open in time, open without due, closed without due: ../shared/data/README.md
        made["*"].All.ShouldBe([9_161, 38_224, 1_573, 6_656, 9, 3]);
        made["DPW"].All[..4].ShouldBe([8_811, 27_079, 1_262, 3_588]);
        made["DDOT"].All[..4].ShouldBe([321, 7_230, 290, 2_596]);
    }

    [SharedDataFact(File)]
    public void Order_repetition_and_cutting_of_the_file_change_no_event()
    {
        var path = SharedData.Find(File);
        // A row's events depend on the row alone, so a part of the file tells as much as the whole.
        var folder = Directory.CreateTempSubdirectory().FullName;
        var lines = RawTable.Lines(path);
        var (header, rows) = (lines[0], lines.Skip(1).Take(10_000).ToArray());
        new Random(311).Shuffle(rows);
        var halves = rows.Chunk((rows.Length / 2) + 1).ToArray();

        var whole = Events(RawTable.Write(folder, "whole.csv", lines.Take(10_001)));
        Events(RawTable.Write(folder, "shuffled.csv", rows.Prepend(header))).SetEquals(whole).ShouldBeTrue();
        var first = Events(RawTable.Write(folder, "first.csv", halves[0].Prepend(header)));
        var second = Events(RawTable.Write(folder, "second.csv", halves[1].Prepend(header)));
        first.Overlaps(second).ShouldBeFalse();
        first.Union(second).ToHashSet().SetEquals(whole).ShouldBeTrue();
        Directory.Delete(folder, recursive: true);

        static HashSet<MadeEvent> Events(string file) => [.. MadeEvent.Of(file, "dc311")];
    }

    private static void CodesAndIdsAreValidAndUnique(List<MadeEvent> events)
    {
        events.DistinctBy(item => item.Id).Count().ShouldBe(events.Count);
        events.ShouldAllBe(item => item.Id.Length <= 128);
        var codes = events.Where(item => item.Type == "received").Select(item => item.Dossier).ToList();
        codes.Count.ShouldBe(56_464);
        codes.Distinct().Count().ShouldBe(codes.Count);
        codes.ShouldAllBe(code => code.Length <= 64 && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
    }

    // "*" is the sum of all.
    private static Dictionary<string, Standing> FromEvents(List<MadeEvent> events)
    {
        var result = new Dictionary<string, Standing> { ["*"] = new() };
        var ends = events.Where(item => item.Type == "finished" && item.At <= _now).ToDictionary(item => item.Dossier, item => item.At);
        foreach (var item in events.Where(item => item.Type == "received" && item.At <= _now))
            Count(result, item.Agency!, item.Due, ends.TryGetValue(item.Dossier, out var end) ? end : null);
        return result;
    }

    private static Dictionary<string, Standing> FromTable(List<Dictionary<string, string>> rows)
    {
        var result = new Dictionary<string, Standing> { ["*"] = new() };
        foreach (var row in rows.Where(row => RawTable.Instant(row["serviceorderdate"]) <= _now))
        {
            var ended = RawTable.Instant(row["resolutiondate"]);
            var agency = row["organizationacronym"] switch { "" => "UNASSIGNED", var given => given };
            Count(result, agency, RawTable.Instant(row["serviceduedate"]), ended <= _now ? ended : null);
        }
        return result;
    }

    private static void Count(Dictionary<string, Standing> result, string agency, DateTimeOffset? due, DateTimeOffset? ended)
    {
        if (!result.TryGetValue(agency, out var standing))
            result[agency] = standing = new Standing();
        standing.Count(due, ended, _now);
        result["*"].Count(due, ended, _now);
    }
}
