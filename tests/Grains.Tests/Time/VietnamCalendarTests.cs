using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Interfaces.Catalogue;
using Grains.Time;
using NodaTime;
using Shouldly;
using Xunit;
using Tests.Shared;

namespace Grains.Tests.Time;

/// <summary>The calendar of Vietnam's state offices that the project brings, against what is published.</summary>
public sealed class VietnamCalendarTests
{
    private static readonly CalendarDocument Document = Read();
    private static readonly WorkingCalendar Calendar = Calendars.Build(Document);

    [SharedDataFact("vn/working-calendar.json")]
    public void It_says_what_the_collected_facts_say()
    {
        var path = SharedData.Find("vn/working-calendar.json");
        var facts = JsonSerializer.Deserialize<CalendarDocument>(File.ReadAllText(path), JsonSerializerOptions.Web)!;
        Document.Closed.ShouldBe(facts.Closed);
        Document.MakeUp.ShouldBe(facts.MakeUp);
        Document.Zone.ShouldBe(facts.Zone);
        JsonSerializer.Serialize(Document.Week).ShouldBe(JsonSerializer.Serialize(facts.Week));
    }

    [SharedDataFact("vn/vn_holidays_2024_2027.json")]
    public void It_differs_from_the_holiday_library_only_where_that_is_known_to_lag()
    {
        var path = SharedData.Find("vn/vn_holidays_2024_2027.json");
        using var oracle = JsonDocument.Parse(File.ReadAllText(path));
        var library = oracle.RootElement.GetProperty("python_holidays").EnumerateObject()
            .SelectMany(year => year.Value.EnumerateObject())
            .Select(day => DateOnly.Parse(day.Name, System.Globalization.CultureInfo.InvariantCulture))
            .Select(LocalDate.FromDateOnly)
            .Where(IsWeekday)
            .ToHashSet();
        var ours = Days().Where(day => IsWeekday(day) && !Calendar.IsOpenDay(day)).ToHashSet();

        ours.Except(library).Order().ShouldBe(
        [
            new LocalDate(2025, 5, 2), // swapped with Saturday 2025-04-26
            new LocalDate(2026, 1, 2), // swapped with Saturday 2026-01-10
            new LocalDate(2026, 8, 31), // swapped with Saturday 2026-08-22
            new LocalDate(2026, 11, 24), // the new day off, both years
            new LocalDate(2027, 11, 24),
        ]);
        library.Except(ours).ShouldBeEmpty();
    }

    [SharedDataFact("vn/vn_holidays_2024_2027.json")]
    public void Every_weekday_that_the_second_library_takes_off_is_off_here()
    {
        using var oracle = JsonDocument.Parse(File.ReadAllText(SharedData.Find("vn/vn_holidays_2024_2027.json")));
        var library = oracle.RootElement.GetProperty("date_holidays_npm").EnumerateObject()
            .SelectMany(year => year.Value.EnumerateArray())
            .Select(day => LocalDate.FromDateOnly(day[0].Deserialize<DateOnly>()))
            .Where(IsWeekday)
            .ToList();
        library.Count.ShouldBeGreaterThan(20);
        library.Where(Calendar.IsOpenDay).ShouldBeEmpty();
    }

    [Fact]
    public void Every_day_off_has_a_name_and_a_status() =>
        Document.Closed.ShouldAllBe(day => day.Name.Length > 5 && (day.Status == "confirmed" || day.Status == "known" || day.Status == "provisional"));

    [Fact]
    public void Only_the_announced_Saturdays_are_worked() => Days().Where(day => !IsWeekday(day) && Calendar.IsOpenDay(day)).ShouldBe(
        [new LocalDate(2024, 5, 4), new LocalDate(2025, 4, 26), new LocalDate(2026, 1, 10), new LocalDate(2026, 8, 22)]);

    [Theory]
    [InlineData(2024, 251)]
    [InlineData(2025, 250)]
    [InlineData(2026, 249)]
    [InlineData(2027, 249)]
    public void A_year_has_so_many_working_days(int year, int days) =>
        Calendar.Elapsed(Calendar.StartOfDay(new LocalDate(year, 1, 1)), Calendar.StartOfDay(new LocalDate(year + 1, 1, 1)))
            .ShouldBe(Duration.FromHours(8 * days));

    private static DateInterval Days() => new DateInterval(Calendar.ValidFrom, Calendar.ValidTo);

    private static bool IsWeekday(LocalDate day) => day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday);

    private static CalendarDocument Read()
    {
        var text = File.ReadAllText(SharedData.InProject("ops/reference/calendars/vn-state-offices.json"));
        return JsonSerializer.Deserialize<ReferenceFile>(text, JsonSerializerOptions.Web)!.Calendars.ShouldHaveSingleItem();
    }

    private sealed record ReferenceFile([property: JsonRequired] IReadOnlyList<CalendarDocument> Calendars);
}
