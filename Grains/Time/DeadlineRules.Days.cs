using Grains.Interfaces.Catalogue;
using NodaTime;

namespace Grains.Time;

/// <summary>Deadlines counted in days.</summary>
public sealed partial record DeadlineRules
{
    private const int SecondsAWorkingDay = 8 * 60 * 60;

    private Instant SameDay(Instant start, LocalTime cutOff, Explanation? told)
    {
        var local = start.InZone(Calendar.Zone).LocalDateTime;
        var today = Calendar.IsOpenDay(local.Date) && start < Calendar.ClosingOf(local.Date) && local.TimeOfDay <= cutOff;
        var date = today ? local.Date : Calendar.StepOpenDays(local.Date, 1);
        told?.CutOff(start, cutOff, date);
        return EndOf(date, told);
    }

    private Instant WorkingDays(Instant start, decimal days, Explanation? told)
    {
        if (Options.WorkingDay == WorkingDayPolicy.EightHours)
            return Work(start, days * SecondsAWorkingDay, told);
        var anchor = Anchor(start, days, told);
        if (Options.WorkingDay == WorkingDayPolicy.EndOfDay)
        {
            var last = Calendar.StepOpenDays(anchor.Date, (int)decimal.Ceiling(days), told);
            return EndOf(Calendar.IsOpenDay(last) ? last : Calendar.StepOpenDays(last, 1), told);
        }
        var whole = (int)days;
        var due = whole == 0 ? anchor.ToInstant() : Within(Calendar.StepOpenDays(anchor.Date, whole, told), anchor.TimeOfDay, told);
        return whole != 0 && whole == days ? due : Work(due, (days - whole) * SecondsAWorkingDay, told);
    }

    private Instant CalendarDays(Instant start, Allowance allowance, Explanation? told)
    {
        var anchor = Anchor(start, allowance.Value, told);
        var count = (int)allowance.Value;
        var target = allowance.Unit == AllowanceUnit.Months ? anchor.LocalDateTime.PlusMonths(count) : anchor.LocalDateTime.PlusDays(count);
        told?.CalendarDate(anchor.ToInstant(), target.Date, allowance);
        return Settle(target, Options.WorkingDay, told);
    }

    /// <summary>The local time from which days are counted.</summary>
    private ZonedDateTime Anchor(Instant start, decimal direction, Explanation? told)
    {
        var at = Options.Start == StartPolicy.DayBefore ? start
            : direction < 0 ? Calendar.PreviousClosing(start)
            : Calendar.NextOpening(start);
        if (Options.Start == StartPolicy.DayBefore)
            told?.Kept(start);
        else
            told?.Opened(at);
        return at.InZone(Calendar.Zone);
    }

    /// <summary>A local time moved off a closed date as the options say, and then into opening hours or to the end of the day.</summary>
    private Instant Settle(LocalDateTime target, WorkingDayPolicy day, Explanation? told)
    {
        var (date, open) = (target.Date, Calendar.IsOpenDay(target.Date));
        if (!open && Options.ClosedDue != ClosedDuePolicy.Keep)
            (date, open) = (Calendar.StepOpenDays(date, Options.ClosedDue == ClosedDuePolicy.Back ? -1 : 1), true);
        told?.Landed(target.Date, date, open);
        if (day == WorkingDayPolicy.EndOfDay)
            return EndOf(date, told);
        return Options.ClosedDue == ClosedDuePolicy.Keep ? Calendar.InstantOf(target) : Within(date, target.TimeOfDay, told);
    }

    /// <summary>The last closing of a date; of a closed one its end.</summary>
    private Instant EndOf(LocalDate date, Explanation? told)
    {
        var end = Calendar.IsOpenDay(date) ? Calendar.ClosingOf(date) : Calendar.StartOfDay(date.PlusDays(1));
        told?.EndOfDay(date, end);
        return end;
    }

    private Instant Within(LocalDate date, LocalTime clock, Explanation? told)
    {
        var at = Calendar.WithinHours(date, clock);
        told?.Clipped(date, Calendar.InstantOf(date.At(clock)), at);
        return at;
    }
}
