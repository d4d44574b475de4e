using System.Text;
using Shouldly;
using Xunit;
using Tests.Shared;

namespace Cli.Tests.Mappings;

public sealed class WaboTests
{
    private const string File = "wabo_receipt.csv.gz";

    [SharedDataFact(File)]
    public void Figures_are_those_published_for_the_table()
    {
        var path = SharedData.Find(File);
        var events = MadeEvent.Of(path, "wabo");
        var due = events.Where(item => item.Type == "received").ToDictionary(item => item.Dossier, item => item.Due!.Value);
        var ended = events.Where(item => item.Type == "finished").ToDictionary(item => item.Dossier, item => item.At);
        var started = events.Where(item => item.Type == "received").ToDictionary(item => item.Dossier, item => item.At);

        due.Count.ShouldBe(1_434);
        ended.Count.ShouldBe(1_329);
        ended.Count(end => end.Value > due[end.Key]).ShouldBe(377);
        ended.Count(end => end.Value < started[end.Key]).ShouldBe(2);
        events.Count(item => item.Type == "step").ShouldBe(8_577);
        events.DistinctBy(item => item.Id).Count().ShouldBe(events.Count);
    }

    [SharedDataFact(File)]
    public void Instants_keep_the_offset_that_they_were_given_with()
    {
        var path = SharedData.Find(File);
        var rows = RawTable.Rows(path);
        var steps = MadeEvent.Of(path, "wabo").Where(item => item.Type == "step").ToDictionary(item => item.Id, item => item.At);

        foreach (var row in rows)
            steps[$"{row["case:concept:name"]}:{row["concept:instance"]}"].ShouldBe(RawTable.Instant(row["time:timestamp"])!.Value);
    }

    [SharedDataFact(File)]
    public void Each_dossiers_events_stand_together_received_first_and_finished_last()
    {
        var path = SharedData.Find(File);
        var dossiers = new List<string>();
        foreach (var item in MadeEvent.Of(path, "wabo"))
        {
            if (dossiers.LastOrDefault() == item.Dossier)
                item.Type.ShouldNotBe("received");
            else
            {
                item.Type.ShouldBe("received");
                dossiers.Add(item.Dossier);
            }
        }
        dossiers.Distinct().Count().ShouldBe(dossiers.Count);
    }

    [SharedDataFact(File)]
    public void No_person_of_the_table_is_sent()
    {
        var path = SharedData.Find(File);
        var people = RawTable.Rows(path).SelectMany(row => new[] { row["org:resource"], row["case:responsible"] }).Where(name => name.Length > 0).Distinct().ToList();
        people.Count.ShouldBeGreaterThan(40);
        var sent = string.Join('\n', MadeEvent.Raw(path, "wabo").Select(item => Encoding.UTF8.GetString(item.Json.Span)));
        people.ShouldAllBe(name => !sent.Contains($"\"{name}\"", StringComparison.Ordinal));
    }
}
