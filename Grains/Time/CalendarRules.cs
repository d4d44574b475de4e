using System.Collections.Immutable;
using NodaTime;

namespace Grains.Time;

/// <summary>What a checked calendar document says, in local dates and minutes of the day.</summary>
internal sealed record CalendarRules(
    string Id,
    DateTimeZone Zone,
    LocalDate From,
    LocalDate To,
    ImmutableDictionary<IsoDayOfWeek, ImmutableArray<OpenMinutes>> Week,
    ImmutableDictionary<IsoDayOfWeek, ImmutableArray<OpenMinutes>>? Reception,
    IReadOnlyDictionary<LocalDate, DayOff> Closed,
    ImmutableHashSet<AnnualDate> YearlyClosed,
    ImmutableDictionary<LocalDate, MakeUp> MakeUp)
{
    /// <summary>The hours of a date, in order and disjoint; empty when closed. A make-up day is worked even on a yearly day off.</summary>
    public ImmutableArray<OpenMinutes> HoursOn(LocalDate date)
    {
        if (MakeUp.TryGetValue(date, out var day))
            return Week[day.HoursOf];
        return IsDayOff(date) ? [] : Week.GetValueOrDefault(date.DayOfWeek, []);
    }

    /// <summary>What kind of day a date is, by name.</summary>
    public CalendarDay DayOn(LocalDate date)
    {
        if (MakeUp.TryGetValue(date, out var day))
            return new CalendarDay(date, CalendarDayKind.MakeUp, null, day.Status, day.HoursOf);
        if (Closed.TryGetValue(date, out var off))
            return new CalendarDay(date, CalendarDayKind.Holiday, off.Name, off.Status, null);
        if (YearlyClosed.Contains(new AnnualDate(date.Month, date.Day)))
            return new CalendarDay(date, CalendarDayKind.YearlyHoliday, FormattableString.Invariant($"{date:MM-dd}"), null, null);
        return new CalendarDay(date, Week.ContainsKey(date.DayOfWeek) ? CalendarDayKind.Open : CalendarDayKind.WeeklyDayOff, null, null, null);
    }

    /// <summary>Whether dossiers are received at a local time, by the hours of reception if there are any.</summary>
    public bool IsReceiving(LocalDateTime local)
    {
        if (Reception is null || MakeUp.ContainsKey(local.Date) || IsDayOff(local.Date))
            return false;
        var minute = (int)(local.TimeOfDay.TickOfDay / NodaConstants.TicksPerMinute);
        return Reception.GetValueOrDefault(local.DayOfWeek, []).Any(hours => hours.From <= minute && minute < hours.To);
    }

    private bool IsDayOff(LocalDate date) => Closed.ContainsKey(date) || YearlyClosed.Contains(new AnnualDate(date.Month, date.Day));
}

/// <summary>A day off as its calendar names it.</summary>
internal readonly record struct DayOff(string Name, string? Status);

/// <summary>A day worked with the hours of a weekday.</summary>
internal readonly record struct MakeUp(IsoDayOfWeek HoursOf, string? Status);

/// <summary>Minutes since local midnight, end excluded; 1440 is the next midnight.</summary>
internal readonly record struct OpenMinutes(int From, int To);
