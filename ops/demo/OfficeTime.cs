namespace Monitor.Demo;

/// <summary>
/// Vietnamese office time, roughly: Monday to Friday, 07:30 to 11:30 and 13:30 to 17:30, UTC+7 all year, without holidays. Good enough to draw
/// from; the monitor counts with the real calendar.
/// </summary>
internal static class OfficeTime
{
    private static readonly TimeSpan _offset = TimeSpan.FromHours(7);

    private static readonly (TimeSpan Opens, TimeSpan Closes)[] _hours =
        [(TimeSpan.FromHours(7.5), TimeSpan.FromHours(11.5)), (TimeSpan.FromHours(13.5), TimeSpan.FromHours(17.5))];

    public static DateTimeOffset Local(DateTimeOffset instant) => instant.ToOffset(_offset);

    public static bool IsOpen(DateTimeOffset instant) => Next(instant).Opens == instant;

    /// <summary>The instant at which this much working time, not negative, has passed.</summary>
    public static DateTimeOffset After(DateTimeOffset start, TimeSpan work)
    {
        while (true)
        {
            var (opens, closes) = Next(start);
            if (work < closes - opens)
                return opens + work;
            work -= closes - opens;
            start = closes;
        }
    }

    // The rest of the working time that an instant lies in, else the next one whole.
    private static (DateTimeOffset Opens, DateTimeOffset Closes) Next(DateTimeOffset instant)
    {
        for (var day = new DateTimeOffset(Local(instant).Date, _offset); ; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                continue;
            foreach (var (opens, closes) in _hours)
            {
                if (instant < day + closes)
                    return (instant > day + opens ? instant : day + opens, day + closes);
            }
        }
    }
}
