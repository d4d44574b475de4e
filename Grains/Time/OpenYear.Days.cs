namespace Grains.Time;

/// <summary>The open days of the year, as days of the year counted from 1.</summary>
internal sealed partial class OpenYear
{
    public bool IsOpenDay(int day) => _firstOfDay[day] > _firstOfDay[day - 1];

    /// <summary>The last closing of an open day.</summary>
    public long ClosingOf(int day) => _closes[_firstOfDay[day] - 1];

    /// <summary>An instant moved into the hours of an open day: up to the next opening, but never past the last closing.</summary>
    public long Within(int day, long at)
    {
        var interval = Math.Max(AtOrAfter(_closes, at), _firstOfDay[day - 1]);
        return interval < _firstOfDay[day] ? Math.Max(at, _opens[interval]) : ClosingOf(day);
    }

    /// <summary>The n-th open day after a day. When the year does not suffice, the days that remain are left in <paramref name="left"/>.</summary>
    public bool StepForward(int day, ref int left, out int found)
    {
        var target = After(_openDays, day) + left - 1;
        var exists = target < _openDays.Length;
        found = exists ? _openDays[target] : 0;
        left = exists ? 0 : target - _openDays.Length + 1;
        return exists;
    }

    /// <summary>The mirror of <see cref="StepForward"/>: the n-th open day before a day.</summary>
    public bool StepBackward(int day, ref int left, out int found)
    {
        var target = AtOrAfter(_openDays, day) - left;
        var exists = target >= 0;
        found = exists ? _openDays[target] : 0;
        left = exists ? 0 : -target;
        return exists;
    }
}
