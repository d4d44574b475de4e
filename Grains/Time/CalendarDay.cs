using NodaTime;

namespace Grains.Time;

/// <summary>What a calendar says of one date.</summary>
/// <param name="Name">Of a holiday as listed; of a yearly one <c>MM-DD</c>; null on other days.</param>
/// <param name="Status">How sure the holiday or make-up day is; null when not said.</param>
/// <param name="HoursOf">The weekday whose hours a make-up day has; null on other days.</param>
public sealed record CalendarDay(LocalDate Date, CalendarDayKind Kind, string? Name, string? Status, IsoDayOfWeek? HoursOf)
{
    /// <summary>How documents write a weekday: <c>mon</c> to <c>sun</c>.</summary>
    public static string WordOf(IsoDayOfWeek weekday) => CalendarReader.WordOf(weekday);
}

public enum CalendarDayKind
{
    /// <summary>Has hours by its weekday; a zone may skip them all the same.</summary>
    Open = 0,

    /// <summary>Its weekday has no hours.</summary>
    WeeklyDayOff = 1,

    /// <summary>A day off listed by date.</summary>
    Holiday = 2,

    /// <summary>A day off every year.</summary>
    YearlyHoliday = 3,

    /// <summary>Normally off, and worked.</summary>
    MakeUp = 4,
}
