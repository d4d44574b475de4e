using Grains.Catalogue;
using Grains.Interfaces.Catalogue;
using Grains.Time;
using Shouldly;
using System.Text.Json;
using Tests.Shared;
using Xunit;

namespace Grains.Tests.Time;

/// <summary>What a calendar lacks is told before a dossier finds out.</summary>
public sealed class CalendarReviewTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private static readonly CalendarDocument Whole = Calendars.OfficeDocument() with
    {
        ValidTo = new DateOnly(2027, 12, 31),
        Closed = [Off("2025-11-24"), Off("2026-11-24"), Off("2027-11-24")],
    };

    [Fact]
    public void A_calendar_that_lacks_nothing_has_no_warnings() => CalendarReview.Of(Whole, Today, "calendars[0]").ShouldBeEmpty();

    [Theory]
    [InlineData("2027-05-20", "ends-soon", "180 days away")]
    [InlineData("2026-12-31", "ends-soon", "40 days away")]
    [InlineData("2026-11-20", "ended", "has passed")]
    [InlineData(null, "endless", "no validTo")]
    public void How_far_it_reaches(string? validTo, string code, string says)
    {
        var last = validTo is null ? (DateOnly?)null : DateOnly.Parse(validTo, null);
        var warning = CalendarReview.Of(Whole with { ValidTo = last }, Today, "calendars[3]").ShouldHaveSingleItem();
        (warning.Code, warning.Field, warning.Date).ShouldBe((code, "calendars[3]", last));
        warning.Message.ShouldContain(says);
    }

    [Fact]
    public void A_year_without_any_day_off() =>
        CalendarReview.Of(Whole with { Closed = [Off("2025-11-24"), Off("2026-11-24")] }, Today, "").ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(warning => warning.Code.ShouldBe("no-days-off"), warning => warning.Message.ShouldContain("for 2027"));

    [Fact]
    public void A_year_whose_days_off_stop_before_those_of_the_year_before() =>
        CalendarReview.Of(Whole with { Closed = [Off("2025-11-24"), Off("2026-11-24"), Off("2027-04-30")] }, Today, "").ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(warning => warning.Code.ShouldBe("days-off-stop"), warning => warning.Message.ShouldContain("2027 after 2027-04-30"));

    [Fact]
    public void Days_off_of_every_year_need_no_entries() =>
        CalendarReview.Of(Whole with { Closed = [], YearlyClosed = ["09-02"] }, Today, "").ShouldBeEmpty();

    [Fact]
    public void Provisional_days_that_are_still_to_come()
    {
        var closed = Whole.Closed.SetItem(0, Off("2025-11-24") with { Status = "provisional" }).SetItem(2, Off("2027-11-24") with { Status = "provisional" });
        var warning = CalendarReview.Of(Whole with { Closed = closed }, Today, "").ShouldHaveSingleItem();
        (warning.Code, warning.Date).ShouldBe(("provisional", new DateOnly(2027, 11, 24)));
    }

    [Fact]
    public void The_calendar_that_comes_with_the_program_leans_on_the_provisional_days_of_2027_and_on_nothing_else()
    {
        var text = File.ReadAllText(SharedData.InProject("ops/reference/calendars/vn-state-offices.json"));
        var document = JsonSerializer.Deserialize<CalendarsDocument>(text, ReferenceJson.Options)!.Calendars.ShouldHaveSingleItem();
        CalendarReview.Of(document, Today, "").Select(warning => (warning.Code, warning.Date)).ShouldBe(
        [
            ("provisional", new DateOnly(2027, 2, 4)), ("provisional", new DateOnly(2027, 5, 3)),
            ("provisional", new DateOnly(2027, 9, 3)), ("provisional", new DateOnly(2027, 11, 24)),
        ]);
    }

    private static ClosedDays Off(string date) => new() { Date = DateOnly.Parse(date, null), Name = "off" };
}
