using NodaTime;

namespace Grains.Time;

/// <summary>Whole days. A date is open when it has any opening hours at all.</summary>
public sealed partial class WorkingCalendar
{
    public LocalDate DateOf(Instant at) => at.InZone(Zone).Date;

    /// <summary>The date's first instant: midnight, or the end of the gap where the zone skips it.</summary>
    public Instant StartOfDay(LocalDate date) => InstantOf(date.AtMidnight());

    /// <summary>A skipped local time is the instant of the gap, one that comes twice the earlier of the two.</summary>
    public Instant InstantOf(LocalDateTime local) => ZoneTime.Resolve(local, Zone);

    public bool IsOpenDay(LocalDate date) => YearOf(date).IsOpenDay(date.DayOfYear);

    /// <summary>The n-th open day after a date, or before it when <paramref name="days"/> is negative; for 0 the date itself, open or not.</summary>
    public LocalDate StepOpenDays(LocalDate date, int days) => StepOpenDays(date, days, null);

    /// <summary>The first opening of an open day.</summary>
    public Instant OpeningOf(LocalDate openDay) => Instant.FromUnixTimeTicks(Open(openDay).OpeningOf(openDay.DayOfYear));

    /// <summary>What the calendar says of a date: open, off and by what name, or a make-up day.</summary>
    /// <exception cref="CalendarDoesNotCoverException">The date is outside the calendar's validity.</exception>
    public CalendarDay DayOn(LocalDate date) => ValidFrom <= date && date <= ValidTo ? _rules.DayOn(date) : throw DoesNotCover(date);

    /// <summary>Whether an instant lies in the calendar's own hours of reception, which move no deadline.</summary>
    public bool IsReceiving(Instant at) => Covers(at) && _rules.IsReceiving(at.InZone(Zone).LocalDateTime);

    internal LocalDate StepOpenDays(LocalDate date, int days, Explanation? told)
    {
        var (index, day, left) = (IndexOf(date), date.DayOfYear, Math.Abs(days));
        if (days == 0)
            return date;
        int found;
        if (days > 0)
        {
            for (; !Year(index).StepForward(day, ref left, out found, told); day = 0)
                index++;
        }
        else
        {
            for (; !Year(index).StepBackward(day, ref left, out found, told); day = int.MaxValue)
                index--;
        }
        return new LocalDate(ValidFrom.Year + index, 1, 1).PlusDays(found - 1);
    }

    /// <summary>The last closing of an open day.</summary>
    public Instant ClosingOf(LocalDate openDay) => Instant.FromUnixTimeTicks(Open(openDay).ClosingOf(openDay.DayOfYear));

    /// <summary>A clock time moved into the hours of an open day: up to the next opening, but never past the last closing.</summary>
    public Instant WithinHours(LocalDate openDay, LocalTime clock) => Instant.FromUnixTimeTicks(
        Open(openDay).Within(openDay.DayOfYear, InstantOf(openDay.At(clock)).ToUnixTimeTicks()));

    private OpenYear Open(LocalDate day) =>
        IsOpenDay(day) ? YearOf(day) : throw new ArgumentException($"{day} is closed on calendar '{Id}'.", nameof(day));

    private OpenYear YearOf(LocalDate date) => Year(IndexOf(date));

    private int IndexOf(LocalDate date) => ValidFrom <= date && date <= ValidTo ? date.Year - ValidFrom.Year : throw DoesNotCover(date);
}
