using System.Collections.Immutable;
using System.Text.Json;
using Grains.Interfaces.Catalogue;
using Grains.Time;
using NodaTime;
using Xunit.Abstractions;
using Tests.Shared;

namespace Grains.Tests.Time;

/// <summary>One line of <c>sla-cases.jsonl</c>: arithmetic that the test suites of other systems expect.</summary>
internal sealed record SlaCase(JsonElement Json, WorkingCalendar Calendar)
{
    public string Id => Json.GetProperty("id").GetString()!;

    /// <summary>The system whose test suite it comes from.</summary>
    public string Source => Json.GetProperty("src").GetString()!;

    public string Op => Json.GetProperty("op").GetString()!;

    public Instant Start => Instant("start");

    public Duration Seconds => Duration.FromSeconds(Number("seconds"));

    public string Boundary => Json.TryGetProperty("boundary", out var boundary) ? boundary.GetString()! : "any";

    public Pauses Pauses => Json.TryGetProperty("pauses", out var pauses)
        ? Pauses.Of(pauses.EnumerateArray().Select(p => new Pause(Calendars.At(p[0].GetString()!), Calendars.At(p[1].GetString()!))))
        : Pauses.None;

    public int Number(string name) => Json.TryGetProperty(name, out var number) ? number.GetInt32() : 0;

    public Instant Instant(string name) => Calendars.At(Json.GetProperty(name).GetString()!);

    public LocalDate Date(string name) => LocalDate.FromDateOnly(Json.GetProperty(name).Deserialize<DateOnly>());

    public const string FileName = "sla-cases.jsonl";

    /// <summary>None where the file is absent; the tests on them are then skipped.</summary>
    public static IReadOnlyList<SlaCase> Read()
    {
        var path = SharedData.Find(FileName);
        if (!File.Exists(path))
            return [];
        var lines = File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var calendars = lines.Where(l => l.TryGetProperty("week", out _)).ToDictionary(l => l.GetProperty("id").GetString()!, ReadCalendar);
        return [.. lines.Where(l => l.TryGetProperty("op", out _)).Select(l => new SlaCase(l, calendars[l.GetProperty("cal").GetString()!]))];
    }

    private static WorkingCalendar ReadCalendar(JsonElement line) => Calendars.Build(new CalendarDocument
    {
        Id = line.GetProperty("id").GetString()!,
        Zone = line.GetProperty("tz").GetString()!,
        Week = line.GetProperty("week").Deserialize<ImmutableDictionary<string, ImmutableArray<ImmutableArray<string>>>>()!,
        Closed = line.TryGetProperty("holidays", out var holidays)
            ? [.. holidays.Deserialize<DateOnly[]>()!.Select(date => new ClosedDays { Date = date, Name = "holiday" })]
            : [],
    });
}
