namespace LiveBoard.Ingest;

internal enum InstantFault
{
    None,
    NoInstant,
    NoOffset,
    OutOfRange,
}

/// <summary>
/// Reads <c>2026-11-21T08:30:00+07:00</c> (RFC 3339) into UTC. The offset is required: a time without one names no instant. Digits of
/// the second beyond the seventh are dropped. Years 1900 to 2200.
/// </summary>
internal static class Rfc3339
{
    public const int FirstYear = 1900;
    public const int LastYear = 2200;

    /// <summary>Longer texts are no instants.</summary>
    public const int MaxLength = 64;

    private const int MaxOffsetMinutes = 14 * 60;

    public static InstantFault TryParse(ReadOnlySpan<byte> text, out DateTimeOffset utc)
    {
        utc = default;
        if (text.Length is < 10 or > MaxLength || !Number(text[..4], out var year) || text[4] != '-' || !Number(text[5..7], out var month)
            || text[7] != '-' || !Number(text[8..10], out var day) || month is < 1 or > 12 || day < 1)
            return InstantFault.NoInstant;
        if (year == 0 || day > DateTime.DaysInMonth(year, month))
            return InstantFault.NoInstant;
        if (text.Length == 10)
            return InstantFault.NoOffset;
        if (text.Length < 19 || (text[10] | 0x20) is not ('t' or 0x20) || !TimeOfDay(text[11..19], out var seconds))
            return InstantFault.NoInstant;
        var rest = text[19..];
        if (!Fraction(ref rest, out var ticks))
            return InstantFault.NoInstant;
        if (rest.IsEmpty)
            return InstantFault.NoOffset;
        if (!Offset(rest, out var offsetMinutes))
            return InstantFault.NoInstant;
        if (year is < FirstYear or > LastYear)
            return InstantFault.OutOfRange;
        var local = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified).AddSeconds(seconds).AddTicks(ticks);
        utc = new DateTimeOffset(local.AddMinutes(-offsetMinutes), TimeSpan.Zero);
        return InstantFault.None;
    }

    private static bool TimeOfDay(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (text[2] != ':' || text[5] != ':'
            || !Number(text[..2], out var h) || !Number(text[3..5], out var m) || !Number(text[6..8], out var s)
            || h > 23 || m > 59 || s > 59)
            return false;
        seconds = (h * 60 + m) * 60 + s;
        return true;
    }

    private static bool Fraction(ref ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.IsEmpty || text[0] != '.')
            return true;
        var digits = text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        digits = digits < 0 ? text.Length - 1 : digits;
        for (var i = 0; i < 7; i++)
            ticks = ticks * 10 + (i < digits ? text[1 + i] - '0' : 0);
        text = text[(1 + digits)..];
        return digits > 0;
    }

    private static bool Offset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1)
            return (text[0] | 0x20) == 'z';
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':' || !Number(text[1..3], out var h)
            || !Number(text[4..6], out var m) || m > 59)
            return false;
        minutes = (h * 60 + m) * (text[0] == '-' ? -1 : 1);
        return Math.Abs(minutes) <= MaxOffsetMinutes;
    }

    private static bool Number(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
                return false;
            value = value * 10 + (digit - '0');
        }
        return true;
    }
}
