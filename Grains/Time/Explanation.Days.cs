using Grains.Interfaces.Deadlines;
using NodaTime;

namespace Grains.Time;

/// <summary>The days on the way: closed ones by name, make-up days, and what lies outside hours.</summary>
internal sealed partial class Explanation
{
    /// <summary>The start was moved to an opening, or backward to a closing.</summary>
    public void Opened(Instant to)
    {
        Reach(calendar.DateOf(to), to, to);
        _start = null;
    }

    /// <summary>The start's own date is day 0, open or not.</summary>
    public void Kept(Instant start)
    {
        if (!calendar.IsOpen(start))
            Add(Outside(start) with { Kind = ExplanationKind.StartKept, From = At(start), At = At(start) });
        _start = null;
    }

    /// <summary>A clock time was moved into the hours of a day.</summary>
    public void Clipped(LocalDate date, Instant wanted, Instant at)
    {
        if (wanted == at)
            return;
        Add(new()
        {
            Kind = ExplanationKind.Clipped, Date = date.ToDateOnly(), From = At(wanted), At = At(at),
            Reason = at < wanted ? ExplanationReason.AfterHours
                : at == calendar.OpeningOf(date) ? ExplanationReason.BeforeHours
                : ExplanationReason.BetweenHours,
        });
    }

    /// <summary>Working time ran out; if at a closing, the due is that closing or the next opening.</summary>
    public void Ran(Instant closing, Instant due)
    {
        Reach(EndedOn(closing), closing, closing);
        if (calendar.IsOpen(closing))
            return;
        Add(new()
        {
            Kind = ExplanationKind.EndsAtClosing, From = At(closing), At = At(due),
            Reason = due == closing ? ExplanationReason.AtClosing : ExplanationReason.AtNextOpening,
        });
        if (due != closing)
            Pass(calendar.DateOf(due));
    }

    public void EndOfDay(LocalDate date, Instant at) =>
        Add(new() { Kind = ExplanationKind.EndOfDay, Date = date.ToDateOnly(), At = At(at) });

    /// <summary>The dates between the last one told of and this one are passed over; this one is open.</summary>
    public void Pass(LocalDate date)
    {
        var step = date > _date ? 1 : -1;
        if (date != _date)
        {
            var closed = _date.PlusDays(step);
            for (; closed != date && !IsFull; closed = closed.PlusDays(step))
                Add(Named(closed) with { Kind = ExplanationKind.ClosedDay, Date = closed.ToDateOnly() });
            _left += DaysBetween(closed, date);
        }
        _date = date;
        if (_makeUp == date || calendar.DayOn(date) is not { Kind: CalendarDayKind.MakeUp } day)
            return;
        _makeUp = date;
        Add(new() { Kind = ExplanationKind.MakeUpDay, Date = date.ToDateOnly(), HoursOf = HoursOf(day), Status = day.Status });
    }

    /// <summary>Counting arrives at an open stretch; if it is the first, the start may have had to wait for it.</summary>
    private void Reach(LocalDate date, Instant from, Instant to)
    {
        if (_start is { } start && start != from && start != to && (_fresh || !calendar.IsOpenDay(_date)))
            Add(Outside(start) with { Kind = ExplanationKind.OutsideHours, From = At(start), At = At(start < from ? from : to) });
        _start = null;
        Pass(date);
    }

    // A closing at midnight ends the day before.
    private LocalDate EndedOn(Instant closing)
    {
        var date = calendar.DateOf(closing);
        return date > _date && !calendar.IsOpen(closing) && calendar.DateOf(closing - Duration.FromTicks(1)) < date ? date.PlusDays(-1) : date;
    }

    /// <summary>Why an instant is outside opening hours.</summary>
    private ExplanationStep Outside(Instant at)
    {
        var date = calendar.DateOf(at);
        var step = calendar.IsOpenDay(date)
            ? new ExplanationStep
            {
                Kind = ExplanationKind.Unknown, Date = date.ToDateOnly(),
                Reason = at <= calendar.OpeningOf(date) ? ExplanationReason.BeforeHours
                    : at >= calendar.ClosingOf(date) ? ExplanationReason.AfterHours
                    : ExplanationReason.BetweenHours,
            }
            : Named(date);
        return calendar.IsReceiving(at) ? step with { Reason = ExplanationReason.ReceptionHours } : step;
    }

    /// <summary>A closed date, by name.</summary>
    private ExplanationStep Named(LocalDate closed)
    {
        var day = calendar.DayOn(closed);
        return new()
        {
            Kind = ExplanationKind.Unknown, Date = closed.ToDateOnly(), Status = day.Status,
            Name = day.Name ?? CalendarDay.WordOf(closed.DayOfWeek),
            Reason = day.Kind switch
            {
                CalendarDayKind.Holiday => ExplanationReason.Holiday,
                CalendarDayKind.YearlyHoliday => ExplanationReason.YearlyHoliday,
                CalendarDayKind.WeeklyDayOff => ExplanationReason.WeeklyDayOff,
                _ => ExplanationReason.HoursSkipped,
            },
        };
    }
}
