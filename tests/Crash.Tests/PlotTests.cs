using System.Text.Json;
using System.Text.Json.Nodes;
using Grains.Interfaces.Dossiers;
using Monitor.Crash;
using Shouldly;
using Tests.Shared;
using Xunit;

namespace Crash.Tests;

/// <summary>What a run tells: everything that a source may, and the same from the same seed.</summary>
public sealed class PlotTests
{
    private const int Rounds = 12;

    [Fact]
    public void Every_type_of_event_is_told() =>
        Types(Told()).ShouldBe(Enum.GetValues<EventType>().Where(type => type != EventType.Unknown).Select(EventNames.Of), ignoreOrder: true);

    [Fact]
    public void Every_field_of_an_event_is_told() =>
        Told().SelectMany(told => JsonNode.Parse(told.ToJson())!.AsObject().Select(field => field.Key)).Distinct()
            .ShouldBe(typeof(DossierEvent).GetProperties().Select(field => JsonNamingPolicy.CamelCase.ConvertName(field.Name)), ignoreOrder: true);

    [Fact]
    public void Both_scales_of_rating_and_both_ways_of_sending_are_told()
    {
        var told = Told();
        told.Where(one => one.Type == "rated").Select(one => one.Scale).Distinct().ShouldBe([3, 5], ignoreOrder: true);
        Types(told.Where(one => one.Source == Offices.Archive)).Count().ShouldBeGreaterThan(10, "of what is filled in");
    }

    [Fact]
    public void The_same_comes_from_the_same_seed()
    {
        var (one, other) = (new ProvincePlot(42), new ProvincePlot(42));
        for (var round = 1; round <= 3; round++)
            one.Next(round).Events.Select(told => told.ToJson()).ShouldBe(other.Next(round).Events.Select(told => told.ToJson()));
    }

    [SharedDataFact("README.md")]
    public void The_published_figures_of_the_city_are_read()
    {
        var published = PublishedFigures.Read(SharedData.Find("README.md"));
        published.AsOf.ShouldBe(new DateTimeOffset(2022, 2, 28, 13, 0, 0, TimeSpan.Zero));
        published.Total.ShouldBe(new Standing(9_161, 38_224, 1_573, 6_656, 9, 3));
        published.Agencies["DPW"].ShouldBe(new Standing(8_811, 27_079, 1_262, 3_588, 0, 0));
        published.Agencies["DDOT"].ShouldBe(new Standing(321, 7_230, 290, 2_596, 0, 0));
    }

    [SharedDataFact("dc311_2022_jan_feb.csv.gz")]
    public void What_is_told_of_the_city_comes_to_its_published_figures()
    {
        var plot = new WashingtonPlot(new CrashOptions("", Rounds, 5, null) { Data = SharedData.Find("dc311_2022_jan_feb.csv.gz") });
        var told = Enumerable.Range(1, Rounds).SelectMany(round => plot.Next(round).Events).ToList();
        var ends = told.Where(one => one.Type == "finished").ToDictionary(one => one.Dossier, one => one.At);
        var standing = Standing.Sum(told.Where(one => one.Type == "received" && one.At <= plot.Start)
            .Select(one => Standing.Of(one.Due, ends.TryGetValue(one.Dossier, out var ended) ? ended : null, plot.Start)));
        standing.ShouldBe(PublishedFigures.Read(SharedData.Find("README.md")).Total);
    }

    private static List<Told> Told()
    {
        var plot = new ProvincePlot(20261122);
        return [.. Enumerable.Range(1, Rounds).SelectMany(round => plot.Next(round).Events)];
    }

    private static IEnumerable<string> Types(IEnumerable<Told> told) => told.Select(one => one.Type).Distinct();
}
