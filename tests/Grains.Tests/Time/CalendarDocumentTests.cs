using System.Collections.Immutable;
using System.Text.Json;
using Grains.Interfaces.Catalogue;
using Grains.Time;
using NodaTime;
using Shouldly;
using Xunit;
using static Grains.Tests.Time.Calendars;

namespace Grains.Tests.Time;

/// <summary>Every mistake in a calendar document is named with its field, and all of them at once.</summary>
public sealed class CalendarDocumentTests
{
    private static readonly DateOnly Monday = new(2026, 1, 5);

    public static TheoryData<string, CalendarDocument, string> Mistakes() => new()
    {
        { "no id", OfficeDocument() with { Id = "" }, "id" },
        { "an id with a space", OfficeDocument() with { Id = "my office" }, "id" },
        { "an unknown zone", OfficeDocument() with { Zone = "Asia/Hanoi" }, "zone" },
        { "validity reversed", OfficeDocument() with { ValidFrom = Monday, ValidTo = Monday.AddDays(-1) }, "validTo" },
        { "validity out of bounds", OfficeDocument() with { ValidTo = new DateOnly(2101, 1, 1) }, "validTo" },
        { "no hours at all", OfficeDocument() with { Week = Week("mon"), MakeUp = [] }, "week" },
        { "an unknown weekday", OfficeDocument() with { Week = Week("mon tue wed thu fri monday", ("08:00", "12:00")) }, "week.monday" },
        { "a reversed interval", Hours(("12:00", "08:00")), "week.mon[0]" },
        { "an empty interval", Hours(("08:00", "08:00")), "week.mon[0]" },
        { "a clock time that is none", Hours(("08:00", "24:01")), "week.mon[0]" },
        { "a clock time in words", Hours(("8h", "12h")), "week.mon[0]" },
        { "three clock times", OfficeDocument() with { Week = OfficeDocument().Week.SetItem("mon", [["08:00", "10:00", "12:00"]]) }, "week.mon[0]" },
        { "overlapping intervals", Hours(("08:00", "12:00"), ("11:00", "17:00")), "week.mon" },
        { "too many intervals", Hours([.. Enumerable.Range(0, 13).Select(h => ($"{h:00}:00", $"{h:00}:30"))]), "week.mon" },
        { "a day off with neither date nor range", Closed(new ClosedDays { Name = "?" }), "closed[0]" },
        { "a day off with both", Closed(new ClosedDays { Date = Monday, From = Monday, Name = "?" }), "closed[0]" },
        { "half a range", Closed(new ClosedDays { From = Monday, Name = "?" }), "closed[0]" },
        { "a range reversed", Closed(new ClosedDays { From = Monday, To = Monday.AddDays(-1), Name = "?" }), "closed[0]" },
        { "a range out of bounds", Closed(new ClosedDays { From = Monday, To = DateOnly.MaxValue, Name = "?" }), "closed[0].to" },
        { "a day off without a name", Closed(new ClosedDays { Date = Monday }), "closed[0].name" },
        { "a day off listed twice", Closed(new ClosedDays { From = Monday, To = Monday.AddDays(2), Name = "a" }, new ClosedDays { Date = Monday.AddDays(1), Name = "b" }), "closed[1]" },
        { "too many days off", Closed([.. Enumerable.Range(0, 4_001).Select(d => new ClosedDays { Date = Monday.AddDays(d), Name = "?" })]), "closed" },
        { "a yearly day that is none", OfficeDocument() with { YearlyClosed = ["02-30"] }, "yearlyClosed[0]" },
        { "a yearly day twice", OfficeDocument() with { YearlyClosed = ["09-02", "09-02"] }, "yearlyClosed[1]" },
        { "a make-up day on an open day", MakeUp(Monday, "fri"), "makeUp[0]" },
        { "a make-up day with the hours of a day off", MakeUp(new DateOnly(2026, 1, 10), "sun"), "makeUp[0].hoursOf" },
        { "a make-up day that is also closed", MakeUp(new DateOnly(2026, 1, 1), "fri"), "makeUp[0]" },
        { "a make-up day without a date", MakeUp(default, "fri"), "makeUp[0].date" },
        { "a make-up day twice", OfficeDocument() with { MakeUp = [.. OfficeDocument().MakeUp, .. OfficeDocument().MakeUp] }, "makeUp[1]" },
        { "a long status", MakeUp(new DateOnly(2026, 1, 10), "fri", new string('x', 33)), "makeUp[0].status" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_its_field(string mistake, CalendarDocument document, string field)
    {
        WorkingCalendar.TryCreate(document, 1, out var calendar, out var problems).ShouldBeFalse(mistake);
        calendar.ShouldBeNull();
        problems.ShouldHaveSingleItem().Field.ShouldBe(field, mistake);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        WorkingCalendar.TryCreate(new CalendarDocument { YearlyClosed = ["x"], MakeUp = [new MakeUpDay()] }, 1, out _, out var problems);
        problems.Select(p => p.Field).ShouldBe(["id", "zone", "week", "yearlyClosed[0]", "makeUp[0].date"]);
    }

    [Theory]
    [InlineData("""{"id":null,"zone":null,"week":null,"yearlyClosed":[null]}""")]
    [InlineData("""{"week":{"mon":[[]]},"closed":[null],"makeUp":[null]}""")]
    [InlineData("""{"week":{"mon":[[null,null]],"tue":[["08:00"]]},"closed":[{"name":null}],"makeUp":[{"hoursOf":null}]}""")]
    public void Nothing_in_place_of_something_is_a_mistake_like_any_other(string json)
    {
        var document = JsonSerializer.Deserialize<CalendarDocument>(json, JsonSerializerOptions.Web)!;
        WorkingCalendar.TryCreate(document, 1, out _, out var problems).ShouldBeFalse();
        problems.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_make_up_day_is_worked_even_on_a_yearly_day_off()
    {
        var calendar = Build(OfficeDocument() with { YearlyClosed = ["01-05", "02-29"], MakeUp = [new MakeUpDay { Date = Monday, HoursOf = "mon" }] });
        calendar.IsOpenDay(new LocalDate(2026, 1, 5)).ShouldBeTrue();
        calendar.IsOpenDay(new LocalDate(2027, 1, 5)).ShouldBeFalse();
        calendar.IsOpenDay(new LocalDate(2028, 2, 29)).ShouldBeFalse();
        calendar.IsOpenDay(new LocalDate(2028, 2, 28)).ShouldBeTrue();
    }

    [Fact]
    public void Intervals_may_touch_and_come_in_any_order() =>
        Build(Hours(("12:00", "24:00"), ("00:00", "12:00"))).Elapsed(Vn("2026-01-05 00:00"), Vn("2026-01-06 00:00")).ShouldBe(Duration.FromHours(24));

    [Fact]
    public void A_document_survives_JSON()
    {
        var written = JsonSerializer.Serialize(OfficeDocument(), JsonSerializerOptions.Web);
        var read = JsonSerializer.Deserialize<CalendarDocument>(written, JsonSerializerOptions.Web);
        JsonSerializer.Serialize(read, JsonSerializerOptions.Web).ShouldBe(written);
        Build(read!).Add(Vn("2026-01-09 17:00"), Duration.FromHours(1)).ShouldBe(Vn("2026-01-10 08:00"));
    }

    [Theory]
    [InlineData("15:00", true)]
    [InlineData("00:00", true)]
    [InlineData("24:00", false)]
    [InlineData("12:60", false)]
    [InlineData("+1:00", false)]
    [InlineData("7:30", false)]
    [InlineData(null, false)]
    public void A_clock_time_is_read_as_written(string? text, bool read) => ClockTime.TryParse(text, out _).ShouldBe(read);

    private static CalendarDocument Hours(params (string From, string To)[] hours) =>
        OfficeDocument() with { Week = OfficeDocument().Week.SetItems(Week("mon", hours)) };

    private static CalendarDocument Closed(params ImmutableArray<ClosedDays> closed) => OfficeDocument() with { Closed = closed, MakeUp = [] };

    private static CalendarDocument MakeUp(DateOnly date, string hoursOf, string? status = null) =>
        OfficeDocument() with { MakeUp = [new MakeUpDay { Date = date, HoursOf = hoursOf, Status = status }] };
}
