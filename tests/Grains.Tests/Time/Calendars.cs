using System.Collections.Immutable;
using Grains.Interfaces.Catalogue;
using Grains.Time;
using NodaTime;
using NodaTime.Text;

namespace Grains.Tests.Time;

/// <summary>Calendars to test with, and short ways to write instants.</summary>
internal static class Calendars
{
    private static readonly string[] Weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>Mon-Fri 07:30-11:30 and 13:30-17:30 in Vietnam, with the days off that tests need.</summary>
    public static WorkingCalendar Office { get; } = Build(OfficeDocument());

    public static WorkingCalendar AlwaysOpen { get; } = Build(AllWeek("UTC", ("00:00", "24:00")));

    public static CalendarDocument OfficeDocument() => new()
    {
        Id = "office",
        Zone = "Asia/Ho_Chi_Minh",
        Week = Week("mon tue wed thu fri", ("07:30", "11:30"), ("13:30", "17:30")),
        Closed = [new ClosedDays { Date = new DateOnly(2026, 1, 1), Name = "Tết Dương lịch" }, new ClosedDays { Date = new DateOnly(2026, 1, 2), Name = "Nghỉ hoán đổi" }],
        MakeUp = [new MakeUpDay { Date = new DateOnly(2026, 1, 10), HoursOf = "fri" }],
    };

    public static CalendarDocument AllWeek(string zone, params (string From, string To)[] hours) =>
        new() { Id = "all-week", Zone = zone, Week = Week(string.Join(' ', Weekdays), hours) };

    public static ImmutableDictionary<string, ImmutableArray<ImmutableArray<string>>> Week(string days, params (string From, string To)[] hours) =>
        days.Split(' ').ToImmutableDictionary(day => day, _ => hours.Select(h => ImmutableArray.Create(h.From, h.To)).ToImmutableArray());

    public static WorkingCalendar Build(CalendarDocument document, int version = 1) =>
        WorkingCalendar.TryCreate(document, version, out var calendar, out var problems)
            ? calendar
            : throw new ArgumentException(string.Join("; ", problems), nameof(document));

    /// <summary>An instant from text with offset, such as <c>2026-01-05T07:30+07:00</c>, or from UTC.</summary>
    public static Instant At(string text) => Instant.FromDateTimeOffset(
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal));

    /// <summary>An instant from Vietnamese local time, such as <c>2026-01-05 07:30</c>.</summary>
    public static Instant Vn(string local) =>
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Parse(local).Value.InZoneStrictly(DateTimeZoneProviders.Tzdb["Asia/Ho_Chi_Minh"]).ToInstant();
}
