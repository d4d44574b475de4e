using NodaTime;
using NodaTime.TimeZones;

namespace Grains.Time;

/// <summary>
/// The opening intervals of one local year as instants (ticks since 1970) with the working time before each, so that working time is
/// found by bisection and without allocation. A local time that the zone skips is the instant of the gap, one that comes twice is the
/// earlier; an interval that vanishes in a gap is left out.
/// </summary>
internal sealed class OpenYear
{
    private static readonly ZoneLocalMappingResolver Resolver =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private readonly long[] _opens;
    private readonly long[] _closes;
    private readonly long[] _worked; // _worked[i]: before interval i; the last: the whole year
    private readonly int[] _firstOfDay; // index of a day's first interval; one longer than the year

    public OpenYear(CalendarRules rules, int year)
    {
        List<long> opens = [], closes = [], worked = [0];
        _firstOfDay = new int[CalendarSystem.Iso.GetDaysInYear(year) + 1];
        for (var day = 1; day < _firstOfDay.Length; day++)
        {
            var date = new LocalDate(year, 1, 1).PlusDays(day - 1);
            foreach (var hours in rules.From <= date && date <= rules.To ? rules.HoursOn(date) : [])
            {
                var open = Resolve(date.AtMidnight().PlusMinutes(hours.From), rules.Zone).ToUnixTimeTicks();
                var close = Resolve(date.AtMidnight().PlusMinutes(hours.To), rules.Zone).ToUnixTimeTicks();
                if (close == open)
                    continue;
                opens.Add(open);
                closes.Add(close);
                worked.Add(worked[^1] + close - open);
            }
            _firstOfDay[day] = opens.Count;
        }
        (_opens, _closes, _worked) = ([.. opens], [.. closes], [.. worked]);
        Start = Resolve(new LocalDate(year, 1, 1).AtMidnight(), rules.Zone).ToUnixTimeTicks();
        End = Resolve(new LocalDate(year + 1, 1, 1).AtMidnight(), rules.Zone).ToUnixTimeTicks();
    }

    public long Start { get; }

    public long End { get; }

    public long Total => _worked[^1];

    public static Instant Resolve(LocalDateTime local, DateTimeZone zone) => zone.ResolveLocal(local, Resolver).ToInstant();

    /// <summary>Working time of this year before an instant.</summary>
    public long WorkedBefore(long at)
    {
        var next = AtOrAfter(_closes, at);
        return next == _closes.Length ? Total : _worked[next] + Math.Max(at, _opens[next]) - _opens[next];
    }

    /// <summary>The first open instant at or after one.</summary>
    public bool NextOpen(long at, out long found)
    {
        var next = After(_closes, at);
        var exists = next < _closes.Length;
        found = exists ? Math.Max(at, _opens[next]) : 0;
        return exists;
    }

    /// <summary>The mirror of <see cref="NextOpen"/>: the last instant at or before one that ends some open time.</summary>
    public bool PreviousOpen(long at, out long found)
    {
        var last = AtOrAfter(_opens, at) - 1;
        found = last < 0 ? 0 : Math.Min(at, _closes[last]);
        return last >= 0;
    }

    /// <summary>
    /// The earliest instant by which <paramref name="left"/> has been worked, counted from the first instant at or after
    /// <paramref name="from"/> that is open or a closing. When the year does not suffice, what remains is left in <paramref name="left"/>.
    /// </summary>
    public bool Forward(long from, ref long left, out long found)
    {
        found = 0;
        var first = AtOrAfter(_closes, from);
        if (first == _closes.Length)
            return false;
        var target = _worked[first] + Math.Max(from, _opens[first]) - _opens[first] + left;
        if (target > Total)
        {
            left = target - Total;
            return false;
        }
        var interval = Math.Max(first, AtOrAfter(_worked, target) - 1);
        found = _opens[interval] + target - _worked[interval];
        return true;
    }

    /// <summary>The mirror of <see cref="Forward"/>: the latest instant from which <paramref name="left"/> has been worked.</summary>
    public bool Backward(long from, ref long left, out long found)
    {
        found = 0;
        var last = After(_opens, from) - 1;
        if (last < 0)
            return false;
        var target = _worked[last] + Math.Min(from, _closes[last]) - _opens[last] - left;
        if (target < 0)
        {
            left = -target;
            return false;
        }
        var interval = Math.Min(last, After(_worked, target) - 1);
        found = _opens[interval] + target - _worked[interval];
        return true;
    }

    public bool IsOpenDay(int dayOfYear) => _firstOfDay[dayOfYear] > _firstOfDay[dayOfYear - 1];

    /// <summary>The last closing of an open day.</summary>
    public long ClosingOf(int dayOfYear) => _closes[_firstOfDay[dayOfYear] - 1];

    /// <summary>An instant moved into the hours of an open day: up to the next opening, but never past the last closing.</summary>
    public long Within(int dayOfYear, long at)
    {
        var interval = Math.Max(AtOrAfter(_closes, at), _firstOfDay[dayOfYear - 1]);
        return interval < _firstOfDay[dayOfYear] ? Math.Max(at, _opens[interval]) : ClosingOf(dayOfYear);
    }

    private static int AtOrAfter(long[] sorted, long value)
    {
        var found = Array.BinarySearch(sorted, value);
        return found < 0 ? ~found : found;
    }

    private static int After(long[] sorted, long value)
    {
        var found = Array.BinarySearch(sorted, value);
        return found < 0 ? ~found : found + 1;
    }
}
