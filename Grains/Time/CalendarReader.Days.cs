using System.Collections.Immutable;
using Grains.Interfaces.Catalogue;
using NodaTime;
using NodaTime.Text;

namespace Grains.Time;

internal sealed partial class CalendarReader
{
    private static readonly AnnualDatePattern MonthDay = AnnualDatePattern.Iso;

    private Dictionary<LocalDate, DayOff> ReadClosed()
    {
        var closed = new Dictionary<LocalDate, DayOff>();
        var entries = Bounded("closed", document.Closed, MaxEntries);
        for (var i = 0; i < entries.Length; i++)
        {
            if (ReadRange($"closed[{i}]", entries[i]) is not { } range)
                continue;
            foreach (var date in range)
            {
                if (closed.TryAdd(date, new DayOff(entries[i].Name, entries[i].Status)))
                    continue;
                Problem($"closed[{i}]", $"{Text(date)} is listed twice; keep one");
                break;
            }
        }
        return closed;
    }

    private DateInterval? ReadRange(string field, ClosedDays? entry)
    {
        var (from, to) = (entry?.Date ?? entry?.From, entry?.Date ?? entry?.To);
        if (from is null || to is null || (entry!.Date is not null && (entry.From ?? entry.To) is not null))
        {
            Problem(field, "give either date, or from and to");
            return null;
        }
        if (string.IsNullOrWhiteSpace(entry.Name) || entry.Name.Length > MaxNameLength)
            Problem($"{field}.name", $"name the day off in 1 to {MaxNameLength} characters");
        CheckStatus(field, entry.Status);
        var (first, last) = (LocalDate.FromDateOnly(from.Value), LocalDate.FromDateOnly(to.Value));
        if (!WithinBounds(entry.Date is null ? $"{field}.from" : $"{field}.date", first) || !WithinBounds($"{field}.to", last))
            return null;
        if (last >= first)
            return new DateInterval(first, last);
        Problem(field, $"from {Text(first)} is after to {Text(last)}; exchange them");
        return null;
    }

    private ImmutableHashSet<AnnualDate> ReadYearlyClosed()
    {
        var yearly = ImmutableHashSet.CreateBuilder<AnnualDate>();
        var entries = Bounded("yearlyClosed", document.YearlyClosed, MaxEntries);
        for (var i = 0; i < entries.Length; i++)
        {
            if (!MonthDay.Parse(entries[i] ?? "").TryGetValue(default, out var day))
                Problem($"yearlyClosed[{i}]", $"'{entries[i]}' is not a day of the year; write MM-DD, such as 09-02");
            else if (!yearly.Add(day))
                Problem($"yearlyClosed[{i}]", $"{entries[i]} is listed twice; keep one");
        }
        return yearly.ToImmutable();
    }

    private ImmutableDictionary<LocalDate, MakeUp> ReadMakeUp(
        ImmutableDictionary<IsoDayOfWeek, ImmutableArray<OpenMinutes>> week, Dictionary<LocalDate, DayOff> closed, ImmutableHashSet<AnnualDate> yearly)
    {
        var makeUp = ImmutableDictionary.CreateBuilder<LocalDate, MakeUp>();
        var entries = Bounded("makeUp", document.MakeUp, MaxEntries);
        for (var i = 0; i < entries.Length; i++)
        {
            var field = $"makeUp[{i}]";
            var date = LocalDate.FromDateOnly(entries[i]?.Date ?? default);
            CheckStatus(field, entries[i]?.Status);
            if (!WithinBounds($"{field}.date", date))
                continue;
            if (!TryWeekday(entries[i].HoursOf, out var weekday) || !week.ContainsKey(weekday))
                Problem($"{field}.hoursOf", $"'{entries[i].HoursOf}' has no hours in week; name a weekday that has");
            else if (closed.ContainsKey(date))
                Problem(field, $"{Text(date)} is also listed as closed; remove one of the two");
            else if (week.ContainsKey(date.DayOfWeek) && !yearly.Contains(new AnnualDate(date.Month, date.Day)))
                Problem(field, $"{Text(date)} is open anyway; make-up days are days that are normally closed");
            else if (!makeUp.TryAdd(date, new MakeUp(weekday, entries[i].Status)))
                Problem(field, $"{Text(date)} is listed twice; keep one");
        }
        return makeUp.ToImmutable();
    }

    private void CheckStatus(string field, string? status)
    {
        if (status is { Length: > MaxStatusLength })
            Problem($"{field}.status", $"write at most {MaxStatusLength} characters, such as 'provisional'");
    }
}
