using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Deadlines;
using NodaTime;

namespace Grains.Time;

/// <summary>What the rules decide: cut-off, dates counted, pauses, rounding.</summary>
internal sealed partial class Explanation
{
    /// <summary>A same-day procedure is due on this date.</summary>
    public void CutOff(Instant start, LocalTime cutOff, LocalDate due)
    {
        var date = calendar.DateOf(start);
        var closed = !calendar.IsOpenDay(date) || start >= calendar.ClosingOf(date);
        var why = due == date ? new() { Kind = ExplanationKind.CutOff, Reason = ExplanationReason.ByCutOff }
            : closed ? Outside(start)
            : new() { Kind = ExplanationKind.CutOff, Reason = ExplanationReason.AfterCutOff };
        Add(why with { Kind = ExplanationKind.CutOff, At = At(start), Clock = cutOff.ToTimeOnly(), Date = due.ToDateOnly() });
        Pass(due);
    }

    /// <summary>Days or months of the calendar lead to a date.</summary>
    public void CalendarDate(Instant anchor, LocalDate date, Allowance allowance)
    {
        Add(new()
        {
            Kind = ExplanationKind.CalendarDate, From = At(anchor), Date = date.ToDateOnly(), Unit = allowance.Unit, Value = allowance.Value,
        });
    }

    /// <summary>The date that was counted is taken; or it is closed, and another one is taken, or it is kept all the same.</summary>
    public void Landed(LocalDate date, LocalDate taken, bool open)
    {
        _date = date;
        if (date == taken && open)
        {
            Pass(date);
            return;
        }
        Add(Named(date) with
        {
            Kind = ExplanationKind.DueOnClosedDay,
            Reason = taken == date ? ExplanationReason.Kept : taken > date ? ExplanationReason.RolledForward : ExplanationReason.RolledBack,
        });
        if (taken != date)
            Pass(taken);
    }

    /// <summary>A pause that counts, if only to say that it moves nothing.</summary>
    public void Paused(int index, Pause pause, Duration? working)
    {
        Left();
        _pause = index;
        Add(new()
        {
            Kind = ExplanationKind.Pause, From = At(pause.From), To = pause.To is { } to ? At(to) : null,
            Seconds = working is { } time ? Seconds(time.BclCompatibleTicks) : null,
        });
    }

    /// <summary>A pause that has not ended, or that began when the due had passed.</summary>
    /// <param name="passed">The due that had passed.</param>
    public void NotPaused(int index, Pause pause, Instant? passed)
    {
        _pause = index;
        Add(new()
        {
            Kind = passed is null ? ExplanationKind.OpenPause : ExplanationKind.LatePause,
            From = At(pause.From), To = pause.To is { } to ? At(to) : null, At = passed is { } due ? At(due) : null,
        });
        _pause = null;
    }

    public void Restarted(Instant at) => Add(new() { Kind = ExplanationKind.Restart, At = At(at) });

    /// <summary>The pause is done with.</summary>
    public void Moved(Instant from, Instant to)
    {
        Left();
        if (from != to)
            Add(new() { Kind = ExplanationKind.Moved, From = At(from), To = At(to) });
        _pause = null;
    }

    public void Rounded(Instant from, Instant to, int minutes)
    {
        if (from != to)
            Add(new() { Kind = ExplanationKind.RoundedUp, From = At(from), At = At(to), Value = minutes });
    }
}
