namespace Grains.Time;

/// <summary>The open days of the year, as days of the year counted from 1.</summary>
internal sealed partial class OpenYear
{
    public bool IsOpenDay(int day) => _firstOfDay[day] > _firstOfDay[day - 1];

    /// <summary>The first opening of an open day.</summary>
    public long OpeningOf(int day) => _opens[_firstOfDay[day - 1]];

    /// <summary>The last closing of an open day.</summary>
    public long ClosingOf(int day) => _closes[_firstOfDay[day] - 1];

    /// <summary>An instant moved into the hours of an open day: up to the next opening, but never past the last closing.</summary>
    public long Within(int day, long at)
    {
        var interval = Math.Max(AtOrAfter(_closes, at), _firstOfDay[day - 1]);
        return interval < _firstOfDay[day] ? Math.Max(at, _opens[interval]) : ClosingOf(day);
    }

    /// <summary>The n-th open day after a day. When the year does not suffice, the days that remain are left in <paramref name="left"/>.</summary>
    public bool StepForward(int day, ref int left, out int found, Explanation? told)
    {
        var first = After(_openDays, day);
        var target = first + left - 1;
        var exists = target < _openDays.Length;
        found = exists ? _openDays[target] : 0;
        left = exists ? 0 : target - _openDays.Length + 1;
        if (told is not null)
            TellDays(told, first, Math.Min(target, _openDays.Length - 1), 1);
        return exists;
    }

    /// <summary>The mirror of <see cref="StepForward"/>: the n-th open day before a day.</summary>
    public bool StepBackward(int day, ref int left, out int found, Explanation? told)
    {
        var last = AtOrAfter(_openDays, day) - 1;
        var target = last + 1 - left;
        var exists = target >= 0;
        found = exists ? _openDays[target] : 0;
        left = exists ? 0 : -target;
        if (told is not null)
            TellDays(told, last, Math.Max(target, 0), -1);
        return exists;
    }
}
