using System.Collections.Immutable;
using System.Globalization;
using Grains.Interfaces.Catalogue;

namespace Grains.Time;

/// <summary>
/// What a valid calendar lacks or leans on: how far it reaches, years whose days off look unfinished, days that are not certain. A
/// calendar that is silent about a holiday gives dates that are too early, and nobody is told until a dossier is late.
/// </summary>
public static class CalendarReview
{
    public const string Ended = "ended";
    public const string EndsSoon = "ends-soon";
    public const string Endless = "endless";
    public const string NoDaysOff = "no-days-off";
    public const string DaysOffStop = "days-off-stop";
    public const string Provisional = "provisional";

    /// <summary>Most warnings of one calendar.</summary>
    public const int MaxWarnings = 30;

    private const int SoonDays = 180;
    private const int YearsAhead = 1;

    /// <summary>Days between the last day off of a year and that of the year before, from which something seems to be missing.</summary>
    private const int GapDays = 60;

    /// <param name="field">Where the document stands, such as <c>calendars[0]</c>.</param>
    public static ImmutableArray<DocumentWarning> Of(CalendarDocument document, DateOnly today, string field) =>
        [.. Reach(document, today).Concat(Years(document, today)).Concat(Uncertain(document, today)).Take(MaxWarnings)
            .Select(found => new DocumentWarning(found.Code, field, found.Date, found.Message))];

    private static IEnumerable<(string Code, DateOnly? Date, string Message)> Reach(CalendarDocument document, DateOnly today)
    {
        if (document.ValidTo is not { } last)
            yield return (Endless, null, "There is no validTo, so dates up to 2100 are counted with the days off listed here: set it to the last day whose days off are known.");
        else if (last < today)
            yield return (Ended, last, $"validTo {Text(last)} has passed: deadlines from today on are refused. Extend it and enter the days off.");
        else if (last.DayNumber - today.DayNumber is <= SoonDays and var days)
            yield return (EndsSoon, last, $"validTo {Text(last)} is {days} days away: deadlines beyond it are refused. Extend it and enter the days off.");
    }

    private static IEnumerable<(string Code, DateOnly? Date, string Message)> Years(CalendarDocument document, DateOnly today)
    {
        if (!document.YearlyClosed.IsDefaultOrEmpty)
            yield break; // Known for every year.
        var last = Math.Min(document.ValidTo?.Year ?? int.MaxValue, today.Year + YearsAhead);
        for (var year = today.Year; year <= last; year++)
        {
            var (before, now) = (LastDayOff(document, year - 1), LastDayOff(document, year));
            if (now is null)
                yield return (NoDaysOff, null, $"No days off are entered for {year}: enter them, or set validTo before that year.");
            else if (before is { } usual && usual.DayOfYear - now.Value.DayOfYear > GapDays)
                yield return (DaysOffStop, now, $"No days off are entered for {year} after {Text(now.Value)}, and {year - 1} has some up to {Text(usual)}: enter those that are missing.");
        }
    }

    private static IEnumerable<(string Code, DateOnly? Date, string Message)> Uncertain(CalendarDocument document, DateOnly today)
    {
        foreach (var day in document.Closed.Where(day => IsProvisional(day.Status) && LastOf(day) >= today))
            yield return (Provisional, FirstOf(day), $"'{day.Name}' from {Text(FirstOf(day))} to {Text(LastOf(day))} is provisional: confirm or correct it. Due dates lean on it.");
        foreach (var day in document.MakeUp.Where(day => IsProvisional(day.Status) && day.Date >= today))
            yield return (Provisional, day.Date, $"The make-up day {Text(day.Date)} is provisional: confirm or correct it. Due dates lean on it.");
    }

    private static DateOnly? LastDayOff(CalendarDocument document, int year)
    {
        var last = document.Closed.Where(day => FirstOf(day).Year <= year && LastOf(day).Year >= year).Select(LastOf).DefaultIfEmpty().Max();
        return last == default ? null : last.Year > year ? new DateOnly(year, 12, 31) : last;
    }

    private static bool IsProvisional(string? status) => status == "provisional";

    private static DateOnly FirstOf(ClosedDays day) => day.Date ?? day.From!.Value;

    private static DateOnly LastOf(ClosedDays day) => day.Date ?? day.To!.Value;

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
