using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Grains.Interfaces.Catalogue;
using NodaTime;

namespace Grains.Time;

/// <summary>Checks a calendar document field by field and goes on after a mistake, so that its author sees all of them at once.</summary>
internal sealed partial class CalendarReader(CalendarDocument document)
{
    public static readonly LocalDate FirstDay = new(1970, 1, 1);
    public static readonly LocalDate LastDay = new(2100, 12, 31);

    private const int MaxNameLength = 200;
    private const int MaxStatusLength = 32;
    private const int MaxEntries = 4_000;

    private readonly ImmutableArray<CalendarProblem>.Builder _problems = ImmutableArray.CreateBuilder<CalendarProblem>();

    /// <summary>The rules, or null when there are problems.</summary>
    public CalendarRules? Read(out ImmutableArray<CalendarProblem> problems)
    {
        if (document.Id is null || !IdPattern().IsMatch(document.Id))
            Problem("id", "use 1 to 64 letters, digits, '.', '_' or '-', such as 'vn-state-offices'");
        var zone = document.Zone is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(document.Zone);
        if (zone is null)
            Problem("zone", $"'{document.Zone}' is not a time zone; use an IANA name such as 'Asia/Ho_Chi_Minh'");
        var (from, to) = ReadValidity();
        var week = ReadWeek("week", document.Week ?? []);
        if (week.Count == 0)
            Problem("week", "no opening hours; give at least one weekday, such as {\"mon\":[[\"07:30\",\"11:30\"]]}");
        var reception = document.Reception is null ? null : ReadWeek("reception", document.Reception);
        var closed = ReadClosed();
        var yearly = ReadYearlyClosed();
        var makeUp = ReadMakeUp(week, closed, yearly);

        problems = _problems.ToImmutable();
        return zone is null || !problems.IsEmpty
            ? null
            : new CalendarRules(document.Id!, zone, from, to, week, reception, closed, yearly, makeUp);
    }

    private (LocalDate From, LocalDate To) ReadValidity()
    {
        var from = document.ValidFrom is { } first ? LocalDate.FromDateOnly(first) : FirstDay;
        var to = document.ValidTo is { } last ? LocalDate.FromDateOnly(last) : LastDay;
        WithinBounds("validFrom", from);
        WithinBounds("validTo", to);
        if (to < from)
            Problem("validTo", $"{Text(to)} is before validFrom {Text(from)}; exchange them");
        return (from, to);
    }

    private bool WithinBounds(string field, LocalDate date)
    {
        if (FirstDay <= date && date <= LastDay)
            return true;
        Problem(field, $"{Text(date)} is out of bounds; give a date from {Text(FirstDay)} to {Text(LastDay)}");
        return false;
    }

    private ImmutableArray<T> Bounded<T>(string field, ImmutableArray<T> given, int limit)
    {
        if (given.IsDefaultOrEmpty)
            return [];
        if (given.Length <= limit)
            return given;
        Problem(field, $"{given.Length} entries; give at most {limit}");
        return [];
    }

    private void Problem(string field, string message) => _problems.Add(new CalendarProblem(field, message));

    private static string Text(LocalDate date) => NodaTime.Text.LocalDatePattern.Iso.Format(date);

    [GeneratedRegex("^[A-Za-z0-9._-]{1,64}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex IdPattern();
}
