using System.Globalization;
using Grains.Interfaces.Catalogue;
using NodaTime;

namespace Monitor.Bench.Scenarios;

/// <summary>
/// Working time as one would write it first: day by day, looking each date up and turning its hours into instants. Days off stand in a
/// set and hours are read once, so that only the walk is measured.
/// </summary>
internal sealed class DayWalk
{
    private readonly DateTimeZone _zone;
    private readonly Dictionary<IsoDayOfWeek, (LocalTime From, LocalTime To)[]> _week = [];
    private readonly HashSet<LocalDate> _closed = [];
    private readonly Dictionary<LocalDate, IsoDayOfWeek> _makeUp = [];

    public DayWalk(CalendarDocument document)
    {
        _zone = DateTimeZoneProviders.Tzdb[document.Zone];
        string[] weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        foreach (var (day, hours) in document.Week)
            _week[(IsoDayOfWeek)(Array.IndexOf(weekdays, day) + 1)] = [.. hours.Select(pair => (Clock(pair[0]), Clock(pair[1])))];
        foreach (var off in document.Closed)
            _closed.UnionWith(new DateInterval(LocalDate.FromDateOnly((off.Date ?? off.From)!.Value), LocalDate.FromDateOnly((off.Date ?? off.To)!.Value)));
        foreach (var day in document.MakeUp)
            _makeUp[LocalDate.FromDateOnly(day.Date)] = (IsoDayOfWeek)(Array.IndexOf(weekdays, day.HoursOf) + 1);
    }

    public Instant Add(Instant start, Duration working)
    {
        for (var date = start.InZone(_zone).Date; ; date = date.PlusDays(1))
        {
            foreach (var (from, to) in HoursOf(date))
            {
                var (open, close) = (Instant.Max(At(date, from), start), At(date, to));
                if (close < open)
                    continue;
                if (working <= close - open)
                    return open + working;
                working -= close - open;
            }
        }
    }

    public Duration Elapsed(Instant start, Instant end)
    {
        var sum = Duration.Zero;
        for (var (date, last) = (start.InZone(_zone).Date, end.InZone(_zone).Date); date <= last; date = date.PlusDays(1))
        {
            foreach (var (from, to) in HoursOf(date))
            {
                var (open, close) = (Instant.Max(At(date, from), start), Instant.Min(At(date, to), end));
                sum += open < close ? close - open : Duration.Zero;
            }
        }
        return sum;
    }

    /// <summary>The n-th open day after the day of the next opening, at that clock time. Every day of this calendar has the same hours.</summary>
    public Instant Days(Instant start, int days)
    {
        var first = NextOpening(start).InZone(_zone);
        var date = first.Date;
        while (days > 0)
        {
            date = date.PlusDays(1);
            if (HoursOf(date).Length > 0)
                days--;
        }
        return At(date, first.TimeOfDay);
    }

    private Instant NextOpening(Instant start)
    {
        for (var date = start.InZone(_zone).Date; ; date = date.PlusDays(1))
        {
            foreach (var (from, to) in HoursOf(date))
            {
                if (start < At(date, to))
                    return Instant.Max(start, At(date, from));
            }
        }
    }

    private (LocalTime From, LocalTime To)[] HoursOf(LocalDate date) =>
        _makeUp.TryGetValue(date, out var weekday) ? _week[weekday]
        : _closed.Contains(date) ? []
        : _week.GetValueOrDefault(date.DayOfWeek, []);

    private Instant At(LocalDate date, LocalTime time) => date.At(time).InZoneLeniently(_zone).ToInstant();

    private static LocalTime Clock(string text) =>
        new(int.Parse(text.AsSpan(0, 2), CultureInfo.InvariantCulture), int.Parse(text.AsSpan(3, 2), CultureInfo.InvariantCulture));
}
