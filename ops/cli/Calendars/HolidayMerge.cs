using System.Globalization;
using System.Text.Json.Nodes;

namespace Monitor.Cli.Calendars;

/// <summary>What becomes of a calendar when the days off of a file are merged into it.</summary>
/// <param name="Calendar">The calendar with the days that were added.</param>
/// <param name="Added">Days new to it.</param>
/// <param name="Kept">Days it had already, under the calendar's own name.</param>
/// <param name="Weekly">Days of the file that are off anyway.</param>
/// <param name="Conflicts">Days that the calendar has as make-up working days; left as they are.</param>
/// <param name="Outside">Days beyond the calendar's validity.</param>
/// <param name="Missing">Days off of the calendar, in the years that the file speaks of, that the file lacks.</param>
internal sealed record HolidayMerge(
    JsonObject Calendar, IReadOnlyList<Holiday> Added, IReadOnlyList<Holiday> Kept, IReadOnlyList<Holiday> Weekly, IReadOnlyList<Holiday> Conflicts,
    IReadOnlyList<Holiday> Outside, IReadOnlyList<Holiday> Missing)
{
    private const int MaxYears = 20;

    /// <param name="today">Days that come back for good are entered from the year before to this bound of the calendar's validity.</param>
    public static HolidayMerge Of(JsonObject calendar, IReadOnlyList<IcsEvent> events, DateOnly today)
    {
        var (from, to) = (DateOf(calendar["validFrom"]) ?? today.AddYears(-1), DateOf(calendar["validTo"]) ?? today.AddYears(5));
        var told = events.SelectMany(e => Days(e, from, to)).DistinctBy(day => day.Date).OrderBy(day => day.Date).ToList();
        var known = Closed(calendar).ToDictionary(day => day.Date);
        var yearly = (calendar["yearlyClosed"]?.AsArray() ?? []).Select(day => day!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        var makeUp = (calendar["makeUp"]?.AsArray() ?? []).Select(day => DateOf(day!["date"])).ToHashSet();
        var week = calendar["week"]!.AsObject();
        var sorted = told.ToLookup(day =>
            day.Date < from || day.Date > to ? nameof(Outside)
            : makeUp.Contains(day.Date) ? nameof(Conflicts)
            : known.ContainsKey(day.Date) || yearly.Contains(day.Date.ToString("MM-dd", CultureInfo.InvariantCulture)) ? nameof(Kept)
            : !IsOpen(day.Date) ? nameof(Weekly)
            : nameof(Added));
        var years = told.Select(day => day.Date.Year).ToHashSet();
        var dates = told.Select(day => day.Date).ToHashSet();
        return new HolidayMerge(
            With(calendar, sorted[nameof(Added)]), [.. sorted[nameof(Added)]], [.. sorted[nameof(Kept)]], [.. sorted[nameof(Weekly)]],
            [.. sorted[nameof(Conflicts)]], [.. sorted[nameof(Outside)]],
            [.. known.Values.Where(day => years.Contains(day.Date.Year) && !dates.Contains(day.Date) && IsOpen(day.Date)).OrderBy(day => day.Date)]);

        bool IsOpen(DateOnly date) => week[Weekday(date)] is JsonArray { Count: > 0 };
    }

    private static JsonObject With(JsonObject calendar, IEnumerable<Holiday> added)
    {
        var merged = calendar.DeepClone().AsObject();
        var closed = merged["closed"]?.DeepClone().AsArray() ?? [];
        foreach (var day in added)
            closed.Add(new JsonObject { ["date"] = Text(day.Date), ["name"] = day.Name });
        merged["closed"] = new JsonArray([.. closed.Select(day => day!.DeepClone()).OrderBy(day => (day["date"] ?? day["from"])!.GetValue<string>(), StringComparer.Ordinal)]);
        return merged;
    }

    /// <summary>One event's days; one that comes back is entered year by year, as documents name days by date.</summary>
    private static IEnumerable<Holiday> Days(IcsEvent told, DateOnly from, DateOnly to)
    {
        var last = told.Until is { } until && until < to ? until : to;
        var years = told.Yearly ? Math.Min(last.Year, from.Year + MaxYears) - told.From.Year : 0;
        for (var year = Math.Max(0, told.Yearly ? from.Year - told.From.Year : 0); year <= years; year++)
        {
            var begin = told.From.AddYears(year);
            // 29 February comes back in leap years only.
            if (begin.Day != told.From.Day || told.Except.Contains(begin) || begin > (told.Until ?? DateOnly.MaxValue))
                continue;
            for (var i = 0; i <= told.To.DayNumber - told.From.DayNumber && i < 366; i++)
                yield return new Holiday(begin.AddDays(i), told.Name);
        }
    }

    private static IEnumerable<Holiday> Closed(JsonObject calendar)
    {
        foreach (var entry in (calendar["closed"]?.AsArray() ?? []).Select(entry => entry!.AsObject()))
        {
            var (from, to) = (DateOf(entry["date"]) ?? DateOf(entry["from"]), DateOf(entry["date"]) ?? DateOf(entry["to"]));
            for (var date = from!.Value; date <= to; date = date.AddDays(1))
                yield return new Holiday(date, entry["name"]?.GetValue<string>() ?? "");
        }
    }

    private static string Weekday(DateOnly date) => date.DayOfWeek.ToString()[..3].ToLowerInvariant();

    private static DateOnly? DateOf(JsonNode? node) =>
        node?.GetValue<string>() is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

internal readonly record struct Holiday(DateOnly Date, string Name)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Date:yyyy-MM-dd ddd}  {Name}");
}
