using Grains.Interfaces.Catalogue;
using Grains.Time;
using NodaTime;
using Shouldly;
using Xunit;
using static Grains.Tests.Time.Calendars;

namespace Grains.Tests.Time;

/// <summary>A calendar answers for the dates it was made for, and for no others.</summary>
public sealed class CoverageTests
{
    private static readonly WorkingCalendar Covering2026 =
        Build(OfficeDocument() with { ValidFrom = new DateOnly(2026, 1, 1), ValidTo = new DateOnly(2026, 12, 31) });

    [Theory]
    [InlineData("2025-12-31 23:59", false)]
    [InlineData("2026-01-01 00:00", true)]
    [InlineData("2027-01-01 00:00", true)] // the end of the last day
    [InlineData("2027-01-01 00:01", false)]
    public void Both_days_of_its_validity_are_covered(string at, bool covered)
    {
        Covering2026.Covers(Vn(at)).ShouldBe(covered);
        if (!covered)
            Should.Throw<CalendarDoesNotCoverException>(() => Covering2026.IsOpen(Vn(at)));
    }

    [Fact]
    public void Working_time_that_runs_past_the_end_is_refused_with_calendar_date_and_remedy()
    {
        Covering2026.Add(Vn("2026-12-31 16:30"), Duration.FromHours(1)).ShouldBe(Vn("2026-12-31 17:30"));
        var refused = Should.Throw<CalendarDoesNotCoverException>(() => Covering2026.Add(Vn("2026-12-31 16:30"), Duration.FromMinutes(61)));
        refused.Date.ShouldBe(new LocalDate(2027, 1, 1));
        refused.Message.ShouldBe(
            "Calendar 'office' covers 2026-01-01 to 2026-12-31, not 2027-01-01: extend its validity and its days off, or name a calendar that covers the date.");
    }

    [Fact]
    public void Everything_that_would_look_beyond_is_refused()
    {
        Action[] beyond =
        [
            () => Covering2026.NextOpening(Vn("2026-12-31 17:30")),
            () => Covering2026.Add(Vn("2026-12-31 16:30"), Duration.FromHours(1), ClosingPolicy.NextOpening),
            () => Covering2026.Add(Vn("2026-06-01 08:00"), Duration.FromDays(1_000_000)),
            () => Covering2026.PreviousClosing(Vn("2026-01-05 07:30")),
            () => Covering2026.Subtract(Vn("2026-01-05 07:30"), Duration.FromSeconds(1)),
            () => Covering2026.StepOpenDays(new LocalDate(2026, 12, 30), 2),
            () => Covering2026.IsOpenDay(new LocalDate(2025, 12, 31)),
            () => Covering2026.IsOpen(Instant.MaxValue),
        ];
        foreach (var action in beyond)
            Should.Throw<CalendarDoesNotCoverException>(action);
    }

    [Fact]
    public void A_deadline_beyond_is_refused_not_guessed() =>
        new DeadlineRules(Covering2026, ClockOptions.Default)
            .DeadlineOf(Vn("2026-12-28 08:00"), new Term.Allowed(new Allowance(AllowanceUnit.WorkingDays, 10)))
            .ShouldBeOfType<Deadline.Refused>().Code.ShouldBe("calendar-does-not-cover");

    [Theory]
    [InlineData("0001-01-01T00:00Z")]
    [InlineData("9999-12-31T23:59Z")]
    public void The_ends_of_time_are_refused_like_any_other_date(string at)
    {
        foreach (var options in new[] { ClockOptions.Default, new ClockOptions { Start = StartPolicy.DayBefore, ClosedDue = ClosedDuePolicy.Keep } })
        {
            foreach (var term in new[] { new Term.Allowed(new Allowance(AllowanceUnit.Months, 1)), new Term.Allowed(Allowance.None, new LocalTime(15, 0)) })
                new DeadlineRules(Office, options).DeadlineOf(At(at), term).ShouldBeOfType<Deadline.Refused>();
        }
        var pause = Pauses.Of(new Pause(Vn("2026-01-05 08:00"), Vn("2026-01-06 08:00")));
        new DeadlineRules(Office, new ClockOptions { Pause = PausePolicy.Calendar })
            .DeadlineOf(Vn("2026-01-05 08:00"), new Term.Promised(At("9999-12-31T23:59Z")), pause)
            .ShouldBeOfType<Deadline.Refused>();
    }

    [Fact]
    public void Without_validity_it_covers_1970_to_2100()
    {
        (Office.ValidFrom, Office.ValidTo).ShouldBe((new LocalDate(1970, 1, 1), new LocalDate(2100, 12, 31)));
        Office.Add(Vn("1970-01-01 08:00"), Duration.FromHours(1)).ShouldBe(Vn("1970-01-01 09:00"));
        Office.Add(Vn("2100-12-31 08:00"), Duration.FromHours(1)).ShouldBe(Vn("2100-12-31 09:00"));
    }
}
