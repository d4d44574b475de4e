using Grains.Interfaces.Catalogue;
using NodaTime;
using NodaTime.Text;

namespace Grains.Tests.Time;

/// <summary>Working time the plain way: read the document anew, go from day to day and from interval to interval. The oracle for the calendar.</summary>
internal sealed class Walk(CalendarDocument document)
{
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[document.Zone];

    public Instant NextOpening(Instant at) => From(at).Where(i => i.End > at).Select(i => Instant.Max(i.Start, at)).First();

    public Instant Add(Instant start, Duration working)
    {
        foreach (var interval in From(start).Where(i => i.End >= start))
        {
            var begin = Instant.Max(interval.Start, start);
            if (begin + working <= interval.End)
                return begin + working;
            working -= interval.End - begin;
        }
        throw new InvalidOperationException("the walk has no end");
    }

    public Instant Subtract(Instant end, Duration working)
    {
        foreach (var interval in Back(end).Where(i => i.Start <= end))
        {
            var last = Instant.Min(interval.End, end);
            if (last - working >= interval.Start)
                return last - working;
            working -= last - interval.Start;
        }
        throw new InvalidOperationException("the walk has no end");
    }

    public Duration Elapsed(Instant from, Instant to) => From(from)
        .TakeWhile(i => i.Start < to)
        .Where(i => i.End > from)
        .Aggregate(Duration.Zero, (sum, i) => sum + (Instant.Min(i.End, to) - Instant.Max(i.Start, from)));

    private IEnumerable<Interval> From(Instant at) => Days(at.InZone(_zone).Date.PlusDays(-2), 1).SelectMany(Openings);

    private IEnumerable<Interval> Back(Instant at) => Days(at.InZone(_zone).Date.PlusDays(2), -1).SelectMany(day => Openings(day).Reverse());

    private static IEnumerable<LocalDate> Days(LocalDate date, int step)
    {
        for (; ; date = date.PlusDays(step))
            yield return date;
    }

    private IEnumerable<Interval> Openings(LocalDate date)
    {
        var day = date.ToDateOnly();
        var weekday = document.MakeUp.FirstOrDefault(m => m.Date == day)?.HoursOf;
        if (weekday is null && document.Closed.Any(c => (c.Date ?? c.From) <= day && day <= (c.Date ?? c.To)))
            return [];
        if (weekday is null && Sample.IsYearly(document, date))
            return [];
        weekday ??= date.DayOfWeek.ToString()[..3].ToLowerInvariant();
        return document.Week.TryGetValue(weekday, out var hours)
            ? hours.OrderBy(h => h[0], StringComparer.Ordinal).Select(h => new Interval(At(date, h[0]), At(date, h[1]))).Where(i => i.Duration > Duration.Zero)
            : [];
    }

    private Instant At(LocalDate date, string clock)
    {
        var local = clock == "24:00"
            ? date.PlusDays(1).AtMidnight()
            : date + LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(clock).Value;
        var mapping = _zone.MapLocal(local);
        return mapping.Count == 0 ? mapping.EarlyInterval.End : mapping.First().ToInstant();
    }
}
