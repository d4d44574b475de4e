using Monitor.Cli;
using Monitor.Cli.Calendars;
using Shouldly;
using Xunit;

namespace Cli.Tests.Calendars;

/// <summary>What is understood of iCalendar files of holidays, and what is refused by its line.</summary>
public sealed class IcsReaderTests
{
    [Fact]
    public void A_day_and_a_run_of_days()
    {
        var events = Read("DTSTART;VALUE=DATE:20260101", "SUMMARY:Tết Dương lịch", "END:VEVENT", "BEGIN:VEVENT", "DTSTART:20260216", "DTEND:20260221", "SUMMARY:Tết Nguyên đán");
        events.Select(e => (e.Name, e.From, e.To)).ShouldBe(
            [("Tết Dương lịch", new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 1)), ("Tết Nguyên đán", new DateOnly(2026, 2, 16), new DateOnly(2026, 2, 20))]);
    }

    [Theory]
    [InlineData("DTSTART;TZID=Asia/Ho_Chi_Minh:20260902T000000", "DTEND;TZID=Asia/Ho_Chi_Minh:20260903T000000")]
    [InlineData("DTSTART:20260902T000000Z", "DTEND:20260902T235959Z")]
    [InlineData("DTSTART:20260902", "DTEND:20260902")]
    public void Times_of_the_day_are_dropped_and_the_end_is_not_included(string start, string end) =>
        Read(start, end).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.From.ShouldBe(new DateOnly(2026, 9, 2)), e => e.To.ShouldBe(new DateOnly(2026, 9, 2)));

    [Fact]
    public void Folded_lines_are_one_and_escapes_are_read() =>
        Read("DTSTART:20260430", "SUMMARY:Ngày Chiến", "  thắng\\, nghỉ\\; \\\"cả", "\t ngày\\\"\\n2026").ShouldHaveSingleItem().Name
            .ShouldBe("Ngày Chiến thắng, nghỉ; \"cả ngày\" 2026");

    [Fact]
    public void A_colon_in_a_quoted_parameter_is_no_end_of_the_name() =>
        Read("DTSTART;X-NOTE=\"a:b;c\":20260430").ShouldHaveSingleItem().From.ShouldBe(new DateOnly(2026, 4, 30));

    [Fact]
    public void Cancelled_events_and_alarms_inside_are_passed_over() =>
        Read("DTSTART:20260430", "STATUS:CANCELLED", "END:VEVENT", "BEGIN:VEVENT", "BEGIN:VALARM", "DTSTART:19990101", "SUMMARY:alarm", "END:VALARM", "DTSTART:20260501", "SUMMARY:Lao động")
            .ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.Name.ShouldBe("Lao động"), e => e.From.ShouldBe(new DateOnly(2026, 5, 1)));

    [Theory]
    [InlineData("RRULE:FREQ=YEARLY", null)]
    [InlineData("RRULE:FREQ=YEARLY;INTERVAL=1;BYMONTH=9;BYMONTHDAY=2;UNTIL=20280902T000000Z", "2028-09-02")]
    [InlineData("RRULE:FREQ=YEARLY;COUNT=3", "2027-09-02")]
    public void Every_year(string rule, string? until)
    {
        var told = Read("DTSTART:20250902", rule, "EXDATE:20260902,20270902").ShouldHaveSingleItem();
        (told.Yearly, told.Until?.ToString("yyyy-MM-dd", null)).ShouldBe((true, until));
        told.Except.Order().ShouldBe([new DateOnly(2026, 9, 2), new DateOnly(2027, 9, 2)]);
    }

    [Theory]
    [InlineData("DTSTART:2026", "line 3", "yyyymmdd")]
    [InlineData("DTSTART:20260230", "line 3", "yyyymmdd")]
    [InlineData("DTSTART:20260902\nRRULE:FREQ=MONTHLY", "line 4", "FREQ=YEARLY")]
    [InlineData("DTSTART:20260902\nRRULE:FREQ=YEARLY;BYDAY=1MO", "line 4", "BYDAY=1MO")]
    [InlineData("DTSTART:20260902\nRDATE:20270902", "line 4", "RDATE")]
    [InlineData("DTSTART:20260902\nRECURRENCE-ID:20250902", "line 4", "RECURRENCE-ID")]
    [InlineData("DTSTART:20260901T170000Z\nDTEND:20260902T170000Z", "line 3", "yyyymmdd")]
    [InlineData("DTSTART:20260902\nDURATION:P2D", "line 4", "DTEND")]
    [InlineData("DTSTART:20260902\nDTEND:20260901", "line 4", "before")]
    [InlineData("SUMMARY:x", "line 2", "DTSTART")]
    [InlineData("no colon here", "line 3", "NAME:value")]
    public void What_is_not_understood_is_refused_by_its_line(string content, string line, string says)
    {
        var refused = Should.Throw<UsageException>(() => Read(content.Split('\n')));
        refused.Message.ShouldContain(line);
        refused.Message.ShouldContain(says);
        refused.Message.ShouldStartWith("days.ics");
    }

    [Theory]
    [InlineData("{\"calendars\":[]}", "BEGIN:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260902", "does not end")]
    public void What_is_no_such_file_is_refused(string text, string says) =>
        Should.Throw<UsageException>(() => IcsReader.Read(new StringReader(text), "days.ics")).Message.ShouldContain(says);

    [Fact]
    public void An_endless_file_is_refused() =>
        Should.Throw<UsageException>(() => Read([.. Enumerable.Repeat("X-FILL:x", IcsReader.MaxLines)])).Message.ShouldContain("lines");

    private static IReadOnlyList<IcsEvent> Read(params string[] lines) => IcsReader.Read(
        new StringReader(string.Join("\r\n", ["BEGIN:VCALENDAR", "BEGIN:VEVENT", .. lines, "END:VEVENT", "END:VCALENDAR"])), "days.ics");
}
