using System.Globalization;
using System.Text;

namespace Monitor.Cli.Calendars;

/// <summary>A day off, or a run of them, as an iCalendar file tells it; both days are included.</summary>
/// <param name="Yearly">It comes back every year until <see cref="Until"/> (null: for good), less <see cref="Except"/>.</param>
internal sealed record IcsEvent(int Line, string Name, DateOnly From, DateOnly To, bool Yearly, DateOnly? Until, IReadOnlySet<DateOnly> Except);

/// <summary>
/// What a file of holidays needs of RFC 5545: unfolded lines, VEVENT with DTSTART, DTEND (not included), SUMMARY, RRULE of every year,
/// EXDATE and STATUS:CANCELLED. Times of the day are dropped: a day off is a date. Anything that would change a date and is not
/// understood is an error that names its line; everything else is passed over.
/// </summary>
internal sealed class IcsReader
{
    public const int MaxLines = 100_000;
    public const int MaxEvents = 4_000;

    private readonly List<IcsEvent> _events = [];
    private Dictionary<string, (int Line, string Value)>? _open;
    private HashSet<DateOnly> _except = [];
    private int _nested;
    private int _begun;

    /// <exception cref="UsageException">Not such a file, or beyond the bounds.</exception>
    public static IReadOnlyList<IcsEvent> Read(TextReader text, string name)
    {
        var reader = new IcsReader();
        try
        {
            var first = true;
            foreach (var (line, content) in Unfold(text))
            {
                if (first && !content.Equals("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase))
                    throw new UsageException($"line {line}: an iCalendar file begins with BEGIN:VCALENDAR");
                first = false;
                reader.Take(line, content);
            }
        }
        catch (UsageException fault)
        {
            throw new UsageException($"{name}: {fault.Message}");
        }
        return reader._open is null ? reader._events : throw new UsageException($"{name}: line {reader._begun}: this VEVENT does not end");
    }

    /// <summary>A line that begins with a blank goes on where the one before ended (RFC 5545, 3.1).</summary>
    private static IEnumerable<(int Line, string Content)> Unfold(TextReader text)
    {
        var (begun, folded) = (0, new StringBuilder());
        for (var number = 1; text.ReadLine() is { } line; number++)
        {
            if (number > MaxLines)
                throw new UsageException($"more than {MaxLines} lines");
            if (line.Length > 0 && line[0] is ' ' or '\t')
            {
                folded.Append(line.AsSpan(1));
                continue;
            }
            if (folded.Length > 0)
                yield return (begun, folded.ToString());
            folded.Clear().Append(line);
            begun = number;
        }
        if (folded.Length > 0)
            yield return (begun, folded.ToString());
    }

    private void Take(int line, string content)
    {
        var (name, value) = Split(line, content);
        switch (name)
        {
            case "BEGIN" when value.Equals("VEVENT", StringComparison.OrdinalIgnoreCase) && _open is null:
                (_open, _except, _begun, _nested) = ([], [], line, 0);
                break;
            case "BEGIN" when _open is not null:
                _nested++; // An alarm, say.
                break;
            case "END" when _open is not null && _nested > 0:
                _nested--;
                break;
            case "END" when _open is not null:
                Close(_open);
                _open = null;
                break;
            case "EXDATE" when _open is not null && _nested == 0:
                _except.UnionWith(value.Split(',').Select(date => Date(line, name, date)));
                break;
            case "RDATE" when _open is not null && _nested == 0:
                throw new UsageException($"line {line}: RDATE is not understood; write each date as an event of its own");
            default:
                if (_nested == 0)
                    _open?.TryAdd(name, (line, name == "SUMMARY" ? Unescape(value) : value));
                break;
        }
    }

    private void Close(Dictionary<string, (int Line, string Value)> told)
    {
        if (told.TryGetValue("STATUS", out var status) && status.Value.Equals("CANCELLED", StringComparison.OrdinalIgnoreCase))
            return;
        if (!told.TryGetValue("DTSTART", out var start))
            throw new UsageException($"line {_begun}: this VEVENT has no DTSTART");
        if (told.TryGetValue("DURATION", out var duration))
            throw new UsageException($"line {duration.Line}: DURATION is not understood; give DTEND");
        if (told.TryGetValue("RECURRENCE-ID", out var instance))
            throw new UsageException($"line {instance.Line}: RECURRENCE-ID is not understood; write each date as an event of its own");
        if (start.Value.EndsWith('Z') && !start.Value.EndsWith("T000000Z", StringComparison.Ordinal))
            throw new UsageException($"line {start.Line}: the date of DTSTART '{start.Value}' depends on the time zone; write yyyymmdd");
        var from = Date(start.Line, "DTSTART", start.Value);
        var to = told.TryGetValue("DTEND", out var end) ? LastDay(from, Date(end.Line, "DTEND", end.Value), end.Value) : from;
        if (to < from)
            throw new UsageException($"line {end.Line}: DTEND is before DTSTART");
        var (yearly, until) = told.TryGetValue("RRULE", out var rule) ? Rule(rule.Line, rule.Value, from) : (false, null);
        if (_events.Count == MaxEvents)
            throw new UsageException($"line {_begun}: more than {MaxEvents} events");
        var summary = told.TryGetValue("SUMMARY", out var named) ? named.Value.Trim() : "";
        _events.Add(new IcsEvent(_begun, summary.Length > 0 ? summary : "Ngày nghỉ", from, to, yearly, until, _except));
    }

    /// <summary>The end is not included: at midnight the day before is the last, at another time that day is.</summary>
    private static DateOnly LastDay(DateOnly from, DateOnly end, string value) =>
        end > from && (value.Length == 8 || value.AsSpan(8).StartsWith("T000000")) ? end.AddDays(-1) : end;

    private static (bool Yearly, DateOnly? Until) Rule(int line, string value, DateOnly from)
    {
        var (yearly, until) = (false, (DateOnly?)null);
        foreach (var part in value.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, text) = (part.Split('=')[0].ToUpperInvariant(), part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            switch (key)
            {
                case "FREQ" when text.Equals("YEARLY", StringComparison.OrdinalIgnoreCase):
                    yearly = true;
                    break;
                case "INTERVAL" when text == "1":
                case "WKST":
                case "BYMONTH" when text == from.Month.ToString(CultureInfo.InvariantCulture):
                case "BYMONTHDAY" when text == from.Day.ToString(CultureInfo.InvariantCulture):
                    break;
                case "UNTIL":
                    until = Date(line, "UNTIL", text);
                    break;
                case "COUNT" when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 200:
                    until = from.AddYears(count - 1);
                    break;
                default:
                    throw new UsageException($"line {line}: RRULE part '{part}' is not understood; use FREQ=YEARLY with UNTIL or COUNT, or write each date");
            }
        }
        return yearly ? (true, until) : throw new UsageException($"line {line}: RRULE without FREQ=YEARLY is not understood");
    }

    private static DateOnly Date(int line, string name, string value) =>
        value.Length >= 8 && (value.Length == 8 || value[8] == 'T')
        && DateOnly.TryParseExact(value.AsSpan(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new UsageException($"line {line}: {name} '{value}' is no date; write yyyymmdd");

    /// <summary>NAME;PARAM="a:b":value — a colon inside quotes does not end the name.</summary>
    private static (string Name, string Value) Split(int line, string content)
    {
        var quoted = false;
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] == '"')
                quoted = !quoted;
            if (content[i] != ':' || quoted)
                continue;
            var head = content[..i];
            var cut = head.IndexOf(';', StringComparison.Ordinal);
            return (head[..(cut < 0 ? head.Length : cut)].ToUpperInvariant(), content[(i + 1)..]);
        }
        throw new UsageException($"line {line}: not a line of an iCalendar file (NAME:value)");
    }

    private static string Unescape(string value)
    {
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != '\\' || i + 1 == value.Length)
                text.Append(value[i]);
            else
                text.Append(value[++i] is 'n' or 'N' ? ' ' : value[i]);
        }
        return text.ToString();
    }
}
