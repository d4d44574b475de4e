using System.Globalization;
using Monitor.Cli.Commands;
using Monitor.Cli.Simulating;
using Monitor.Demo;
using Shouldly;
using Xunit;
using Tests.Shared;

namespace Cli.Tests.Simulating;

public sealed class ProvinceTests
{
    private static readonly string _folder = SharedData.InProject("ops/reference/demo");
    private static readonly Province _province = new DemoFiles(_folder).Province(seed: 22);

    // A Saturday at three in the morning.
    private static readonly long _night = Province.MinuteOf(new DateTimeOffset(2026, 11, 20, 20, 0, 0, TimeSpan.Zero));

    [Fact]
    public void The_same_seed_and_minute_give_the_same_events()
    {
        var other = new DemoFiles(_folder).Province(seed: 22);
        Told(other.Live(_night, 50)).ShouldBe(Told(_province.Live(_night, 50)));
        Told(new DemoFiles(_folder).Province(seed: 23).Live(_night, 50)).ShouldNotBe(Told(_province.Live(_night, 50)));

        static List<string> Told(IEnumerable<PlannedEvent> events) => [.. events.Select(item => $"{item.Id} {item.At:O} {item.Type}")];
    }

    [Fact]
    public void Codes_and_ids_stay_unique_through_past_opening_and_stream()
    {
        var events = Days(3).Concat(_province.Opening(_night)).Concat(Enumerable.Range(0, 600).SelectMany(i => _province.Live(_night + i, 5))).ToList();

        events.DistinctBy(item => (item.Source, item.Id)).Count().ShouldBe(events.Count);
        events.ShouldAllBe(item => item.Dossier.Length <= 64 && item.Dossier.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
    }

    [Fact]
    public void A_dossiers_events_go_forward_from_a_beginning()
    {
        foreach (var dossier in Days(7).Concat(_province.Opening(_night)).GroupBy(item => item.Dossier))
        {
            dossier.First().Type.ShouldBeOneOf("registered", "received");
            var path = dossier.Where(item => item.Type != "extended").ToList();
            path.Zip(path.Skip(1)).ShouldAllBe(pair => pair.First.At <= pair.Second.At, dossier.Key);
        }
    }

    [Fact]
    public void A_display_moves_within_the_first_minute_at_any_hour()
    {
        var start = Province.StartOf(_night);
        var opening = _province.Opening(_night).GroupBy(item => item.Dossier).ToList();
        var turning = opening.Count(dossier => Due(dossier) is { } due && due > start && due <= start.AddMinutes(1) && Ended(dossier) > due);

        turning.ShouldBeGreaterThanOrEqualTo(3);
        opening.Count(dossier => Due(dossier) > start && Ended(dossier) > start).ShouldBeGreaterThan(60);
    }

    [Fact]
    public void The_stream_turns_dossiers_late_all_the_time()
    {
        var hour = Enumerable.Range(0, 120).SelectMany(i => _province.Live(_night + i, 5)).GroupBy(item => item.Dossier)
            .Where(dossier => Due(dossier) is { } due && Ended(dossier) > due).Select(dossier => Province.MinuteOf(Due(dossier)!.Value)).ToHashSet();
        hour.Count(minute => minute >= _night + 60 && minute < _night + 120).ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Rates_are_those_of_the_shape()
    {
        var dossiers = Enumerable.Range(0, 4_000).SelectMany(i => _province.Live(_night + i, 5)).GroupBy(item => item.Dossier).Where(dossier => Due(dossier) is not null).ToList();
        var onTime = dossiers.Count(dossier => Ended(dossier) <= Due(dossier)) / (double)dossiers.Count(dossier => Ended(dossier) is not null);
        var ratings = dossiers.SelectMany(dossier => dossier).Where(item => item.Type == "rated").Select(item => Field(item, "value")).ToList();

        onTime.ShouldBe(0.79, 0.02);
        (ratings.Count(value => value != "1") / (double)ratings.Count).ShouldBe(0.93, 0.015);
    }

    [Fact]
    public void Its_documents_fit_together()
    {
        var agencies = ReferenceFiles.Read(Path.Combine(_folder, "agencies.yaml"))["agencies"]!.AsArray();
        var codes = agencies.Select(agency => agency!["code"]!.GetValue<string>()).ToHashSet();
        var procedures = ReferenceFiles.Read(Path.Combine(_folder, "procedures.yaml"))["procedures"]!.AsArray().Select(item => item!["code"]!.GetValue<string>()).ToHashSet();
        var events = Days(7);

        agencies.Count.ShouldBe(codes.Count);
        agencies.Count(agency => agency!["level"]!.GetValue<string>() == "department").ShouldBe(17);
        agencies.Count(agency => agency!["level"]!.GetValue<string>() is "ward" or "commune" or "specialZone").ShouldBe(54);
        agencies.Skip(1).ShouldAllBe(agency => codes.Contains(agency!["parent"]!.GetValue<string>()));
        events.ShouldAllBe(item => Field(item, "agency") == null || codes.Contains(Field(item, "agency")!));
        var counters = agencies.Where(agency => agency!["parent"]?.GetValue<string>() == "QN-TT").Select(agency => agency!["code"]!.GetValue<string>()).ToList();
        events.Select(item => Field(item, "point")).OfType<string>().Distinct().ShouldBe(counters, ignoreOrder: true);
        events.ShouldAllBe(item => Field(item, "procedure") == null || procedures.Contains(Field(item, "procedure")!));
    }

    private static List<PlannedEvent> Days(int days) =>
        [.. Enumerable.Range(0, days * 1_440).SelectMany(i => _province.Past(_night - i))];

    private static DateTimeOffset? Due(IEnumerable<PlannedEvent> dossier) =>
        dossier.FirstOrDefault(item => item.Type == "received") is { } received && Field(received, "due") is { } due
            ? DateTimeOffset.Parse(due, CultureInfo.InvariantCulture)
            : null;

    private static DateTimeOffset? Ended(IEnumerable<PlannedEvent> dossier) =>
        dossier.FirstOrDefault(item => item.Type is "finished" or "withdrawn" or "stopped")?.At;

    private static string? Field(PlannedEvent item, string name) => item.Fields.FirstOrDefault(field => field.Key == name).Value;
}
