using NodaTime;

namespace Grains.Time;

/// <summary>What was found in the year, told to whoever takes it down.</summary>
internal sealed partial class OpenYear
{
    /// <summary>The intervals between two instants.</summary>
    public void TellBetween(Explanation told, long from, long to)
    {
        var (first, last) = (After(_closes, from), AtOrAfter(_opens, to) - 1);
        if (first <= last)
            Tell(told, first, last, Math.Max(from, Start), Math.Min(to, End));
    }

    private void Tell(Explanation told, int first, int last, long from, long to)
    {
        if (from == to)
            return;
        // A closing from which one starts gives no time.
        for (var i = _closes[first] == from ? first + 1 : first; i <= last; i++)
        {
            if (told.IsFull)
            {
                Skip(told, DayOf(i), DayOf(last), last - i + 1, WorkedBefore(to) - WorkedBefore(Math.Max(_opens[i], from)));
                return;
            }
            told.Interval(DateOf(DayOf(i)), Math.Max(_opens[i], from), Math.Min(_closes[i], to));
        }
    }

    private void TellBack(Explanation told, int last, int first, long from, long to)
    {
        if (from == to)
            return;
        for (var i = _opens[last] == from ? last - 1 : last; i >= first; i--)
        {
            if (told.IsFull)
            {
                Skip(told, DayOf(i), DayOf(first), i - first + 1, WorkedBefore(Math.Min(_closes[i], from)) - WorkedBefore(to));
                return;
            }
            told.Interval(DateOf(DayOf(i)), Math.Max(_opens[i], to), Math.Min(_closes[i], from));
        }
    }

    private void TellDays(Explanation told, int first, int last, int step)
    {
        for (var i = first; (last - i) * step >= 0; i += step)
        {
            if (told.IsFull)
            {
                var left = Math.Abs(last - i) + 1;
                told.Skip(DateOf(_openDays[i]), DateOf(_openDays[last]), left, left, 0, left * step);
                return;
            }
            told.Day(DateOf(_openDays[i]), step);
        }
    }

    private void Skip(Explanation told, int first, int last, int intervals, long ticks)
    {
        var openDays = AtOrAfter(_openDays, Math.Max(first, last)) - AtOrAfter(_openDays, Math.Min(first, last)) + 1;
        told.Skip(DateOf(first), DateOf(last), openDays, intervals, ticks, 0);
    }

    private int DayOf(int interval) => AtOrAfter(_firstOfDay, interval + 1);

    private LocalDate DateOf(int day) => new LocalDate(_year, 1, 1).PlusDays(day - 1);
}
