using Grains.Interfaces.Catalogue;
using Grains.Time;
using NodaTime;
using Shouldly;
using Xunit;
using static Grains.Tests.Time.Calendars;

namespace Grains.Tests.Time;

/// <summary>The edges of opening hours on the Vietnamese office calendar: 07:30-11:30 and 13:30-17:30.</summary>
public sealed class OpeningHoursTests
{
    [Theory]
    [InlineData("2026-01-05 07:29", false, "2026-01-05 07:30", "2025-12-31 17:30")] // before opening
    [InlineData("2026-01-05 07:30", true, "2026-01-05 07:30", "2025-12-31 17:30")] // at opening
    [InlineData("2026-01-05 09:00", true, "2026-01-05 09:00", "2026-01-05 09:00")] // inside
    [InlineData("2026-01-05 11:30", false, "2026-01-05 13:30", "2026-01-05 11:30")] // at closing
    [InlineData("2026-01-05 12:00", false, "2026-01-05 13:30", "2026-01-05 11:30")] // at lunch
    [InlineData("2026-01-05 17:30", false, "2026-01-06 07:30", "2026-01-05 17:30")] // at the last closing
    [InlineData("2026-01-05 17:31", false, "2026-01-06 07:30", "2026-01-05 17:30")] // after it
    [InlineData("2026-01-02 09:00", false, "2026-01-05 07:30", "2025-12-31 17:30")] // day off before a weekend
    [InlineData("2026-01-10 09:00", true, "2026-01-10 09:00", "2026-01-10 09:00")] // make-up Saturday
    [InlineData("2026-01-17 09:00", false, "2026-01-19 07:30", "2026-01-16 17:30")] // any other Saturday
    public void Open_now_next_and_before(string at, bool open, string next, string previous)
    {
        Office.IsOpen(Vn(at)).ShouldBe(open);
        Office.NextOpening(Vn(at)).ShouldBe(Vn(next));
        Office.PreviousClosing(Vn(at)).ShouldBe(Vn(previous));
    }

    [Theory]
    [InlineData("2026-01-05 07:00", 0, "2026-01-05 07:30", "2026-01-05 07:30")]
    [InlineData("2026-01-05 07:30", 240, "2026-01-05 11:30", "2026-01-05 13:30")]
    [InlineData("2026-01-05 07:30", 241, "2026-01-05 13:31", "2026-01-05 13:31")]
    [InlineData("2026-01-05 11:30", 0, "2026-01-05 11:30", "2026-01-05 13:30")]
    [InlineData("2026-01-05 11:30", 1, "2026-01-05 13:31", "2026-01-05 13:31")]
    [InlineData("2026-01-05 07:30", 480, "2026-01-05 17:30", "2026-01-06 07:30")]
    [InlineData("2025-12-31 17:00", 30, "2025-12-31 17:30", "2026-01-05 07:30")] // into a block of days off
    [InlineData("2025-12-31 17:00", 31, "2026-01-05 07:31", "2026-01-05 07:31")] // across it
    [InlineData("2026-01-09 17:00", 60, "2026-01-10 08:00", "2026-01-10 08:00")] // Friday into the make-up Saturday
    public void Minutes_of_work_end_at_closing_or_at_the_next_opening(string start, int minutes, string close, string nextOpening)
    {
        Office.Add(Vn(start), Duration.FromMinutes(minutes)).ShouldBe(Vn(close));
        Office.Add(Vn(start), Duration.FromMinutes(minutes), ClosingPolicy.NextOpening).ShouldBe(Vn(nextOpening));
    }

    [Theory]
    [InlineData("2026-01-05 07:30", 0, "2026-01-05 07:30")]
    [InlineData("2026-01-05 07:00", 0, "2025-12-31 17:30")]
    [InlineData("2026-01-05 07:30", 1, "2025-12-31 17:29")]
    [InlineData("2026-01-05 17:30", 240, "2026-01-05 13:30")]
    [InlineData("2026-01-05 17:30", 241, "2026-01-05 11:29")]
    [InlineData("2026-01-12 07:30", 480, "2026-01-10 07:30")] // back over the whole make-up Saturday
    public void Minutes_of_work_backward(string end, int minutes, string start) =>
        Office.Subtract(Vn(end), Duration.FromMinutes(minutes)).ShouldBe(Vn(start));

    [Fact]
    public void Seconds_are_not_lost() =>
        Office.Add(Vn("2026-01-05 17:29") + Duration.FromSeconds(59), Duration.FromSeconds(2)).ShouldBe(Vn("2026-01-06 07:30") + Duration.FromSeconds(1));

    [Fact]
    public void Two_years_apart_is_the_sum_of_the_years() =>
        Office.Elapsed(Vn("2023-12-31 00:00"), Vn("2027-01-01 00:00")).ShouldBe(
            Office.Elapsed(Vn("2023-12-31 00:00"), Vn("2025-06-01 12:00")) + Office.Elapsed(Vn("2025-06-01 12:00"), Vn("2027-01-01 00:00")));

    [Fact]
    public void Time_that_is_always_open_passes_at_its_own_pace_over_every_new_year()
    {
        var first = AlwaysOpen.StartOfDay(AlwaysOpen.ValidFrom);
        for (var year = 1971; year <= 2100; year++)
        {
            foreach (var tick in new[] { -1, 0, 1 })
            {
                var at = Instant.FromUtc(year, 1, 1, 0, 0) + Duration.FromTicks(tick);
                AlwaysOpen.Elapsed(first, at).ShouldBe(at - first);
                AlwaysOpen.Add(first, at - first).ShouldBe(at);
                AlwaysOpen.NextOpening(at).ShouldBe(at);
            }
        }
    }

    [Theory]
    [InlineData("2025-12-31", 1, "2026-01-05")] // over the days off, into the next year
    [InlineData("2026-01-03", 1, "2026-01-05")] // from a closed day
    [InlineData("2026-01-03", 0, "2026-01-03")]
    [InlineData("2026-01-05", -1, "2025-12-31")]
    [InlineData("2026-01-12", -2, "2026-01-09")] // the make-up Saturday counts
    [InlineData("2024-01-01", 782, "2026-12-31")] // three years of weekdays, less two days off, and the make-up day
    [InlineData("2026-12-31", -782, "2024-01-01")]
    public void Open_days_are_stepped(string from, int days, string to) =>
        Office.StepOpenDays(Date(from), days).ShouldBe(Date(to));

    [Fact]
    public void A_negative_amount_is_a_mistake_of_the_caller() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Office.Add(Vn("2026-01-05 07:30"), Duration.FromHours(-1)));

    private static LocalDate Date(string text) => LocalDate.FromDateOnly(DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
}
