using Grains.Interfaces.Catalogue;
using Grains.Time;
using NodaTime;
using Shouldly;
using Xunit;
using static Grains.Tests.Time.Calendars;

namespace Grains.Tests.Time;

/// <summary>Local times that do not exist, or exist twice: a skipped boundary is the instant of the gap, of two the earlier counts.</summary>
public sealed class ClockChangeTests
{
    [Theory]
    [InlineData("America/Sao_Paulo", "2017-10-15", "2017-10-15T03:00Z", 23)] // midnight is skipped
    [InlineData("America/Sao_Paulo", "2018-02-17", "2018-02-17T02:00Z", 25)] // 23:00-24:00 comes twice
    [InlineData("Asia/Tehran", "2021-03-22", "2021-03-21T20:30Z", 23)] // midnight is skipped
    [InlineData("Asia/Tehran", "2021-09-21", "2021-09-20T19:30Z", 25)] // 23:00-24:00 comes twice
    [InlineData("Australia/Sydney", "2026-10-04", "2026-10-03T14:00Z", 23)]
    [InlineData("Australia/Sydney", "2026-04-05", "2026-04-04T13:00Z", 25)]
    [InlineData("Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30Z", 23.5)]
    [InlineData("Asia/Ho_Chi_Minh", "2026-10-04", "2026-10-03T17:00Z", 24)]
    public void A_day_open_round_the_clock_is_as_long_as_it_really_is(string zone, string day, string start, double hours)
    {
        var calendar = Build(AllWeek(zone, ("00:00", "24:00")));
        var date = LocalDate.FromDateOnly(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        calendar.StartOfDay(date).ShouldBe(At(start));
        calendar.Elapsed(calendar.StartOfDay(date), calendar.StartOfDay(date.PlusDays(1))).ShouldBe(Duration.FromHours(hours));
    }

    [Theory]
    [InlineData("01:00", "02:30", "2026-03-29T00:00Z", "2026-03-29T01:00Z")] // ends in the gap: at the gap
    [InlineData("02:30", "04:00", "2026-03-29T01:00Z", "2026-03-29T02:00Z")] // starts in the gap: at the gap
    [InlineData("01:00", "04:00", "2026-03-29T00:00Z", "2026-03-29T02:00Z")] // around the gap: an hour less
    public void Hours_that_meet_the_gap_of_a_Sunday_in_Europe(string from, string to, string opens, string closes) =>
        HoursOf(from, to, "2026-03-28T12:00Z").ShouldBe((At(opens), At(closes)));

    [Theory]
    [InlineData("01:00", "02:30", "2026-10-24T23:00Z", "2026-10-25T00:30Z")] // ends at the first 02:30
    [InlineData("02:30", "04:00", "2026-10-25T00:30Z", "2026-10-25T03:00Z")] // starts at the first 02:30, lasts an hour more
    [InlineData("02:00", "03:00", "2026-10-25T00:00Z", "2026-10-25T02:00Z")] // both hours
    public void Hours_that_meet_the_repeated_hour_of_a_Sunday_in_Europe(string from, string to, string opens, string closes) =>
        HoursOf(from, to, "2026-10-24T12:00Z").ShouldBe((At(opens), At(closes)));

    [Fact]
    public void Hours_that_lie_in_the_gap_are_not_worked()
    {
        var calendar = Build(AllWeek("Europe/Berlin", ("02:15", "02:45")));
        calendar.IsOpenDay(new LocalDate(2026, 3, 29)).ShouldBeFalse();
        calendar.NextOpening(At("2026-03-28T12:00Z")).ShouldBe(At("2026-03-30T00:15Z"));
    }

    [Fact]
    public void A_date_that_a_zone_skips_has_no_hours()
    {
        var apia = Build(AllWeek("Pacific/Apia", ("00:00", "24:00")));
        apia.IsOpenDay(new LocalDate(2011, 12, 30)).ShouldBeFalse();
        apia.StartOfDay(new LocalDate(2011, 12, 30)).ShouldBe(apia.StartOfDay(new LocalDate(2011, 12, 31)));
        apia.StepOpenDays(new LocalDate(2011, 12, 29), 1).ShouldBe(new LocalDate(2011, 12, 31));
    }

    [Theory]
    [InlineData("2026-03-28T01:30Z", "2026-03-29T01:00Z")] // 02:30 does not exist: the instant of the gap
    [InlineData("2026-10-24T00:30Z", "2026-10-25T00:30Z")] // 02:30 exists twice: the first
    public void A_day_later_at_half_past_two(string start, string due) =>
        new DeadlineRules(Build(AllWeek("Europe/Berlin", ("00:00", "24:00"))), ClockOptions.Default)
            .DeadlineOf(At(start), new Term.Allowed(new Allowance(AllowanceUnit.CalendarDays, 1)))
            .ShouldBe(new Deadline.Due(At(due)));

    private static (Instant Opens, Instant Closes) HoursOf(string from, string to, string after)
    {
        var calendar = Build(AllWeek("Europe/Berlin", (from, to)));
        var opens = calendar.NextOpening(At(after));
        return (opens, calendar.ClosingOf(calendar.DateOf(opens)));
    }
}
