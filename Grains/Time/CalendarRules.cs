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
    IReadOnlyDictionary<LocalDate, string> Closed,
    ImmutableHashSet<AnnualDate> YearlyClosed,
    ImmutableDictionary<LocalDate, IsoDayOfWeek> MakeUp)
{
    /// <summary>The hours of a date, in order and disjoint; empty when closed. A make-up day is worked even on a yearly day off.</summary>
    public ImmutableArray<OpenMinutes> HoursOn(LocalDate date)
    {
        if (MakeUp.TryGetValue(date, out var weekday))
            return Week[weekday];
        if (Closed.ContainsKey(date) || YearlyClosed.Contains(new AnnualDate(date.Month, date.Day)))
            return [];
        return Week.GetValueOrDefault(date.DayOfWeek, []);
    }
}

/// <summary>Minutes since local midnight, end excluded; 1440 is the next midnight.</summary>
internal readonly record struct OpenMinutes(int From, int To);
