using System.Numerics;
using NodaTime;

namespace Grains.Time;

/// <summary>
/// The opening intervals of one local year as instants (ticks since 1970) with the working time before each, so that working time is
/// found by bisection and without allocation. An interval that vanishes in a gap of local time is left out.
/// </summary>
internal sealed partial class OpenYear
{
    private readonly int _year;
    private readonly long[] _opens;
    private readonly long[] _closes;
    private readonly long[] _worked; // _worked[i]: before interval i; the last: the whole year
    private readonly int[] _firstOfDay; // index of a day's first interval; one longer than the year
    private readonly int[] _openDays;

    public OpenYear(CalendarRules rules, int year)
    {
        _year = year;
        var zone = new ZoneTime(rules.Zone);
        List<long> opens = [], closes = [], worked = [0];
        List<int> openDays = [];
        _firstOfDay = new int[CalendarSystem.Iso.GetDaysInYear(year) + 1];
        for (var day = 1; day < _firstOfDay.Length; day++)
        {
            var date = new LocalDate(year, 1, 1).PlusDays(day - 1);
            foreach (var hours in rules.From <= date && date <= rules.To ? rules.HoursOn(date) : [])
            {
                var (open, close) = (zone.TicksAt(date, hours.From), zone.TicksAt(date, hours.To));
                if (close == open)
                    continue;
                opens.Add(open);
                closes.Add(close);
                worked.Add(worked[^1] + close - open);
            }
            _firstOfDay[day] = opens.Count;
            if (IsOpenDay(day))
                openDays.Add(day);
        }
        (_opens, _closes, _worked, _openDays) = ([.. opens], [.. closes], [.. worked], [.. openDays]);
        Start = zone.TicksAt(new LocalDate(year, 1, 1), 0);
        End = zone.TicksAt(new LocalDate(year + 1, 1, 1), 0);
    }

    public long Start { get; }

    public long End { get; }

    public long Total => _worked[^1];

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
    public bool Forward(long from, ref long left, out long found, Explanation? told)
    {
        found = 0;
        var first = AtOrAfter(_closes, from);
        if (first == _closes.Length)
            return false;
        var target = _worked[first] + Math.Max(from, _opens[first]) - _opens[first] + left;
        if (target > Total)
        {
            left = target - Total;
            if (told is not null)
                Tell(told, first, _opens.Length - 1, from, End);
            return false;
        }
        var interval = Math.Max(first, AtOrAfter(_worked, target) - 1);
        found = _opens[interval] + target - _worked[interval];
        if (told is not null)
            Tell(told, first, interval, from, found);
        return true;
    }

    /// <summary>The mirror of <see cref="Forward"/>: the latest instant from which <paramref name="left"/> has been worked.</summary>
    public bool Backward(long from, ref long left, out long found, Explanation? told)
    {
        found = 0;
        var last = After(_opens, from) - 1;
        if (last < 0)
            return false;
        var target = _worked[last] + Math.Min(from, _closes[last]) - _opens[last] - left;
        if (target < 0)
        {
            left = -target;
            if (told is not null)
                TellBack(told, last, 0, from, Start);
            return false;
        }
        var interval = Math.Min(last, After(_worked, target) - 1);
        found = _opens[interval] + target - _worked[interval];
        if (told is not null)
            TellBack(told, last, interval, from, found);
        return true;
    }

    private static int AtOrAfter<T>(T[] sorted, T value)
        where T : IBinaryInteger<T>
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static int After<T>(T[] sorted, T value)
        where T : IBinaryInteger<T> => AtOrAfter(sorted, value + T.One);
}
