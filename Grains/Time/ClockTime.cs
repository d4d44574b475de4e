using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime;

namespace Grains.Time;

/// <summary>Clock times as documents write them: <c>HH:mm</c>, and <c>24:00</c> for the end of the day.</summary>
public static class ClockTime
{
    internal const int MinutesADay = 24 * 60;

    /// <summary>Reads <c>00:00</c> to <c>23:59</c>, such as the cut-off of a same-day procedure.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out LocalTime time)
    {
        var read = TryMinuteOfDay(text, out var minute) && minute < MinutesADay;
        time = read ? LocalTime.FromMinutesSinceMidnight(minute) : default;
        return read;
    }

    internal static bool TryMinuteOfDay([NotNullWhen(true)] string? text, out int minute)
    {
        minute = 0;
        if (text is not { Length: 5 } || text[2] != ':')
            return false;
        if (!int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(text.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes))
            return false;
        minute = (hours * 60) + minutes;
        return minutes < 60 && minute <= MinutesADay;
    }
}
