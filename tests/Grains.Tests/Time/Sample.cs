using System.Collections.Immutable;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Grains.Interfaces.Catalogue;
using Grains.Time;
using NodaTime;

namespace Grains.Tests.Time;

/// <summary>A calendar, two instants near each other and two working times, drawn so that boundaries and clock changes are hit often.</summary>
internal sealed record Sample(CalendarDocument Document, Instant Start, Instant Other, Duration A, Duration B)
{
    private static readonly string[] Zones =
    [
        "UTC", "Asia/Ho_Chi_Minh", "Europe/Berlin", "America/Sao_Paulo", "Asia/Tehran", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Apia",
    ];

    // Clock changes of the zones above, for starts near them: Sao Paulo at midnight, Tehran at midnight, Sydney, Lord Howe by half an hour, Apia's lost day.
    private static readonly (string At, string Zone)[] Changes =
    [
        ("2017-10-15T03:00Z", "America/Sao_Paulo"), ("2018-02-18T02:00Z", "America/Sao_Paulo"), ("2021-03-21T20:30Z", "Asia/Tehran"),
        ("2021-09-21T19:30Z", "Asia/Tehran"), ("2026-04-04T16:00Z", "Australia/Sydney"), ("2026-10-03T16:00Z", "Australia/Lord_Howe"),
        ("2026-03-29T01:00Z", "Europe/Berlin"), ("2026-10-25T01:00Z", "Europe/Berlin"), ("2011-12-30T10:00Z", "Pacific/Apia"),
        ("2026-12-31T17:00Z", "Asia/Ho_Chi_Minh"), ("2026-06-15T05:00Z", "UTC"),
    ];

    private static readonly string[] Weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public WorkingCalendar Calendar { get; } = Calendars.Build(Document);

    public Walk Walk { get; } = new(Document);

    public static Arbitrary<Sample> Arbitrary { get; } = (
        from change in Gen.Elements(Changes)
        from zone in Gen.Frequency((1, Gen.Elements(Zones)), (2, Gen.Constant(change.Zone)))
        from week in Gen.ArrayOf(Hours(), 7)
        from closed in Gen.ArrayOf(Gen.Choose(-20, 40), 6)
        from makeUp in Gen.ArrayOf(Gen.Choose(-20, 40), 8)
        from yearly in Gen.Choose(-10, 20)
        from start in Seconds(10 * 86_400)
        from sign in Gen.Elements(-1, 1)
        from gap in Seconds(20 * 86_400)
        from a in Seconds(60 * 3600)
        from b in Seconds(20 * 3600)
        let near = Calendars.At(change.At)
        select new Sample(
            Draw(zone, week, near.InUtc().Date, closed, makeUp, yearly),
            near + sign * Duration.FromSeconds(start),
            near + sign * Duration.FromSeconds(start) + Duration.FromSeconds(gap),
            Duration.FromSeconds(a),
            Duration.FromSeconds(b))).ToArbitrary();

    public override string ToString() => $"{Start} {Other} A={A} B={B} {JsonSerializer.Serialize(Document, JsonSerializerOptions.Web)}";

    private static CalendarDocument Draw(string zone, string[][][] week, LocalDate near, int[] closed, int[] makeUp, int yearly)
    {
        var drawn = new CalendarDocument
        {
            Id = "drawn",
            Zone = zone,
            Week = Weekdays.Zip(week, (day, hours) => (day, Hours: day == "mon" && hours.Length == 0 ? [["08:00", "10:30"]] : hours))
                .Where(d => d.Hours.Length > 0)
                .ToImmutableDictionary(d => d.day, d => d.Hours.Select(h => h.ToImmutableArray()).ToImmutableArray()),
            Closed = [.. closed.Distinct().Select(days => new ClosedDays { Date = near.PlusDays(days).ToDateOnly(), Name = $"holiday {days}" })],
            YearlyClosed = [FormattableString.Invariant($"{near.PlusDays(yearly):MM-dd}")],
        };
        var open = drawn.Week.Keys.Min(StringComparer.Ordinal)!;
        return drawn with
        {
            MakeUp = [.. makeUp.Except(closed).Select(days => near.PlusDays(days))
                .Where(date => !drawn.Week.ContainsKey(WordOf(date)) || IsYearly(drawn, date))
                .Select(date => new MakeUpDay { Date = date.ToDateOnly(), HoursOf = open, Status = "confirmed" })],
        };
    }

    public static bool IsYearly(CalendarDocument document, LocalDate date) =>
        document.YearlyClosed.Contains(FormattableString.Invariant($"{date:MM-dd}"));

    public static string WordOf(LocalDate date) => Weekdays[(int)date.DayOfWeek - 1];

    /// <summary>The whole day, or none to three disjoint intervals, some touching, on quarters of an hour.</summary>
    private static Gen<string[][]> Hours() => Gen.Frequency((7, Intervals()), (1, Gen.Constant<string[][]>([["00:00", "24:00"]])));

    private static Gen<string[][]> Intervals() =>
        from count in Gen.Frequency((2, Gen.Constant(0)), (5, Gen.Choose(1, 3)))
        from quarters in Gen.ArrayOf(Gen.Choose(0, 96), count * 2)
        let edges = quarters.Distinct().Order().ToArray()
        select edges.Chunk(2).Where(pair => pair.Length == 2).Select(pair => pair.Select(Clock).ToArray()).ToArray();

    private static string Clock(int quarter) => $"{quarter / 4:00}:{quarter % 4 * 15:00}";

    /// <summary>Whole quarters of an hour half the time, as only they meet openings and closings.</summary>
    private static Gen<int> Seconds(int limit) => Gen.OneOf(
        Gen.Choose(0, limit / 900).Select(quarters => quarters * 900),
        Gen.Choose(0, limit),
        Gen.Choose(0, 4).Select(quarters => quarters * 900));
}
