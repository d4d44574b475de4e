using Grains.Interfaces.Catalogue;
using NodaTime;

namespace Grains.Time;

/// <summary>Deadlines counted in days.</summary>
public sealed partial record DeadlineRules
{
    private const int SecondsAWorkingDay = 8 * 60 * 60;

    private Instant SameDay(Instant start, LocalTime cutOff)
    {
        var local = start.InZone(Calendar.Zone).LocalDateTime;
        var today = Calendar.IsOpenDay(local.Date) && start < Calendar.ClosingOf(local.Date) && local.TimeOfDay <= cutOff;
        return Calendar.ClosingOf(today ? local.Date : Calendar.StepOpenDays(local.Date, 1));
    }

    private Instant WorkingDays(Instant start, decimal days)
    {
        if (Options.WorkingDay == WorkingDayPolicy.EightHours)
            return Work(start, days * SecondsAWorkingDay);
        var anchor = Anchor(start, days);
        if (Options.WorkingDay == WorkingDayPolicy.EndOfDay)
        {
            var last = Calendar.StepOpenDays(anchor.Date, (int)decimal.Ceiling(days));
            return Calendar.ClosingOf(Calendar.IsOpenDay(last) ? last : Calendar.StepOpenDays(last, 1));
        }
        var whole = (int)days;
        var due = whole == 0 ? anchor.ToInstant() : Calendar.WithinHours(Calendar.StepOpenDays(anchor.Date, whole), anchor.TimeOfDay);
        return whole != 0 && whole == days ? due : Work(due, (days - whole) * SecondsAWorkingDay);
    }

    /// <summary>The local time from which days are counted.</summary>
    private ZonedDateTime Anchor(Instant start, decimal direction)
    {
        var at = Options.Start == StartPolicy.DayBefore ? start
            : direction < 0 ? Calendar.PreviousClosing(start)
            : Calendar.NextOpening(start);
        return at.InZone(Calendar.Zone);
    }

    /// <summary>A local time moved off a closed date as the options say, and then into opening hours or to the end of the day.</summary>
    private Instant Settle(LocalDateTime target, WorkingDayPolicy day)
    {
        var (date, open) = (target.Date, Calendar.IsOpenDay(target.Date));
        if (!open && Options.ClosedDue != ClosedDuePolicy.Keep)
            (date, open) = (Calendar.StepOpenDays(date, Options.ClosedDue == ClosedDuePolicy.Back ? -1 : 1), true);
        if (day == WorkingDayPolicy.EndOfDay)
            return open ? Calendar.ClosingOf(date) : Calendar.StartOfDay(date.PlusDays(1));
        return Options.ClosedDue == ClosedDuePolicy.Keep ? Calendar.InstantOf(target) : Calendar.WithinHours(date, target.TimeOfDay);
    }
}
