using Grains.Interfaces.Catalogue;
using NodaTime;

namespace Grains.Time;

/// <summary>
/// How ended pauses move a deadline, one after the other. Only time after the start counts, a pause that begins after the deadline
/// (already late) moves nothing. By default one outside opening hours moves nothing either.
/// </summary>
public sealed partial record DeadlineRules
{
    private Instant Move(Instant due, Instant start, Term term, Pauses pauses, Explanation? told)
    {
        var i = 0;
        for (; i < pauses.Count; i++)
        {
            var from = Instant.Max(pauses[i].From, start);
            if (pauses[i].To is not { } to || from > Rounded(due, term, null))
                break;
            told?.Paused(i, pauses[i], WorkingTime(from, to));
            var before = due;
            if (from < to)
                due = Move(due, term, from, to, told);
            told?.Moved(before, due);
        }
        if (told is not null && Rounded(due, term, null) is var passed)
        {
            for (; i < pauses.Count; i++)
                told.NotPaused(i, pauses[i], Instant.Max(pauses[i].From, start) > passed ? passed : null);
        }
        return due;
    }

    private Instant Move(Instant due, Term term, Instant from, Instant to, Explanation? told)
    {
        switch (Options.Pause)
        {
            case PausePolicy.Restart:
                told?.Restarted(to);
                return Count(to, (Term.Allowed)term, told);
            case PausePolicy.Calendar:
                Calendar.Require(due);
                Calendar.Require(to);
                var moved = (due + (to - from)).InZone(Calendar.Zone).LocalDateTime;
                return Settle(moved, term.CountsDays ? Options.WorkingDay : WorkingDayPolicy.Clock, told);
            default:
                var paused = Calendar.Elapsed(from, to);
                if (paused == Duration.Zero)
                    return due;
                told?.Begin(due, fresh: false);
                return Calendar.Add(due, paused, Options.Closing, told);
        }
    }

    /// <summary>For the explanation only; null where the calendar cannot tell.</summary>
    private Duration? WorkingTime(Instant from, Instant to) =>
        Calendar.Covers(from) && Calendar.Covers(to) ? Calendar.Elapsed(from, to) : null;
}
