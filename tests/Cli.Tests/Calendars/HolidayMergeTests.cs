using System.Text.Json.Nodes;
using Monitor.Cli.Calendars;
using Monitor.Cli.Commands;
using Shouldly;
using Xunit;

namespace Cli.Tests.Calendars;

/// <summary>Days off of a file, merged into a calendar that has some already.</summary>
public sealed class HolidayMergeTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private static readonly JsonObject Calendar = JsonNode.Parse("""
        {"id":"office","zone":"Asia/Ho_Chi_Minh","validFrom":"2026-01-01","validTo":"2027-12-31",
         "week":{"mon":[["08:00","17:00"]],"tue":[["08:00","17:00"]],"wed":[["08:00","17:00"]],"thu":[["08:00","17:00"]],"fri":[["08:00","17:00"]],"sat":[]},
         "closed":[{"from":"2026-02-16","to":"2026-02-20","name":"Tết Nguyên đán","status":"confirmed"},{"date":"2026-08-31","name":"Nghỉ hoán đổi"}],
         "yearlyClosed":["05-01"],"makeUp":[{"date":"2026-08-22","hoursOf":"mon"}]}
        """)!.AsObject();

    [Fact]
    public void Each_day_of_the_file_is_added_kept_or_told_why_not()
    {
        var merge = Merge(
            Day("2026-09-02", "Quốc khánh"), Day("2026-02-18", "Mùng hai"), Day("2026-05-01", "Lao động"), Day("2026-09-05", "Thứ bảy"),
            Day("2026-08-22", "Bù"), Day("2028-01-01", "Xa"), Day("2026-09-02", "National Day"));
        merge.Added.ShouldBe([new Holiday(new DateOnly(2026, 9, 2), "Quốc khánh")]);
        merge.Kept.Select(day => day.Date).ShouldBe([new DateOnly(2026, 2, 18), new DateOnly(2026, 5, 1)]);
        merge.Weekly.ShouldHaveSingleItem().Date.ShouldBe(new DateOnly(2026, 9, 5));
        merge.Conflicts.ShouldHaveSingleItem().Date.ShouldBe(new DateOnly(2026, 8, 22));
        merge.Outside.ShouldHaveSingleItem().Date.ShouldBe(new DateOnly(2028, 1, 1));
        merge.Missing.Select(day => day.Date.Day).ShouldBe([16, 17, 19, 20, 31]);
    }

    [Fact]
    public void The_merged_calendar_has_the_new_days_in_order_and_everything_it_had()
    {
        var merged = Merge(Day("2026-09-02", "Quốc khánh"), Day("2026-01-01", "Tết Dương lịch")).Calendar;
        merged["closed"]!.AsArray().Select(day => (day!["date"] ?? day["from"])!.GetValue<string>()).ShouldBe(["2026-01-01", "2026-02-16", "2026-08-31", "2026-09-02"]);
        merged["closed"]![1]!["status"]!.GetValue<string>().ShouldBe("confirmed");
        merged.Remove("closed");
        var before = Calendar.DeepClone().AsObject();
        before.Remove("closed");
        JsonNode.DeepEquals(merged, before).ShouldBeTrue();
    }

    [Fact]
    public void Merging_the_same_file_again_adds_nothing()
    {
        IcsEvent[] events = [Day("2026-09-02", "Quốc khánh"), Yearly("2024-09-02", null)];
        var once = HolidayMerge.Of(Calendar, events, Today);
        once.Added.Count.ShouldBe(2);
        HolidayMerge.Of(once.Calendar, events, Today).Added.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, new[] { 2026, 2027 })]
    [InlineData("2026-12-31", new[] { 2026 })]
    [InlineData("2025-12-31", new int[0])]
    public void A_day_of_every_year_is_entered_for_the_years_of_the_calendar(string? until, int[] years) =>
        Merge(Yearly("1990-11-24", until)).Added.Select(day => day.Date).ShouldBe(years.Select(year => new DateOnly(year, 11, 24)));

    [Fact]
    public void A_year_that_the_file_leaves_out_is_left_out() =>
        Merge(Yearly("1990-11-24", null) with { Except = new HashSet<DateOnly> { new(2027, 11, 24) } }).Added.ShouldHaveSingleItem().Date.Year.ShouldBe(2026);

    [Fact]
    public void What_becomes_of_each_day_is_printed()
    {
        var output = new StringWriter();
        HolidaysCommand.Print(Merge(Day("2026-09-02", "Quốc khánh"), Day("2026-08-22", "Bù")), output);
        output.ToString().ShouldContain("added (1):");
        output.ToString().ShouldContain("2026-09-02 Wed  Quốc khánh");
        output.ToString().ShouldContain("CONFLICT");
    }

    private static HolidayMerge Merge(params IcsEvent[] events) => HolidayMerge.Of(Calendar, events, Today);

    private static IcsEvent Day(string date, string name) => new(1, name, DateOnly.Parse(date, null), DateOnly.Parse(date, null), false, null, new HashSet<DateOnly>());

    private static IcsEvent Yearly(string date, string? until) =>
        Day(date, "Ngày Văn hóa") with { Yearly = true, Until = until is null ? null : DateOnly.Parse(until, null) };
}
