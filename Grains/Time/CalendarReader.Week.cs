using System.Collections.Immutable;
using NodaTime;

namespace Grains.Time;

internal sealed partial class CalendarReader
{
    private const int MaxIntervalsADay = 12;

    private static readonly ImmutableArray<string> Weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    private ImmutableDictionary<IsoDayOfWeek, ImmutableArray<OpenMinutes>> ReadWeek(
        string field, ImmutableDictionary<string, ImmutableArray<ImmutableArray<string>>> given)
    {
        var week = ImmutableDictionary.CreateBuilder<IsoDayOfWeek, ImmutableArray<OpenMinutes>>();
        foreach (var (key, intervals) in given)
        {
            if (!TryWeekday(key, out var weekday))
                Problem($"{field}.{key}", $"not a weekday; use {string.Join(", ", Weekdays)}");
            else if (ReadDay($"{field}.{key}", Bounded($"{field}.{key}", intervals, MaxIntervalsADay)) is { IsEmpty: false } hours)
                week[weekday] = hours;
        }
        return week.ToImmutable();
    }

    private ImmutableArray<OpenMinutes> ReadDay(string field, ImmutableArray<ImmutableArray<string>> intervals)
    {
        var hours = new List<OpenMinutes>(intervals.Length);
        for (var i = 0; i < intervals.Length; i++)
        {
            if (intervals[i].IsDefault || intervals[i].Length != 2)
                Problem($"{field}[{i}]", "an interval is two clock times, such as [\"07:30\",\"11:30\"]");
            else if (!ClockTime.TryMinuteOfDay(intervals[i][0], out var from) || !ClockTime.TryMinuteOfDay(intervals[i][1], out var to))
                Problem($"{field}[{i}]", "write clock times as HH:mm, from 00:00 to 24:00");
            else if (to <= from)
                Problem($"{field}[{i}]", "ends before it starts; split hours that run past midnight between the two weekdays");
            else
                hours.Add(new OpenMinutes(from, to));
        }
        hours.Sort((a, b) => a.From.CompareTo(b.From));
        for (var i = 1; i < hours.Count; i++)
        {
            if (hours[i].From < hours[i - 1].To)
                Problem(field, "intervals overlap; let each start at or after the end of the one before");
        }
        return [.. hours];
    }

    /// <summary>How documents write a weekday: <c>mon</c> to <c>sun</c>.</summary>
    public static string WordOf(IsoDayOfWeek weekday) => Weekdays[(int)weekday - 1];

    private static bool TryWeekday(string? key, out IsoDayOfWeek weekday)
    {
        weekday = (IsoDayOfWeek)(Weekdays.IndexOf(key!) + 1);
        return weekday != IsoDayOfWeek.None;
    }
}
