using Grains.Interfaces.Catalogue;
using NodaTime;

namespace Grains.Time;

/// <summary>
/// How ended pauses move a deadline, one after the other. Only time after the start counts, a pause that begins after the deadline
/// (already late) moves nothing. By default one outside opening hours moves nothing either.
/// </summary>
public sealed partial record DeadlineRules
{
    private Instant Move(Instant due, Instant start, Term term, Pauses pauses)
    {
        foreach (var pause in pauses)
        {
            var from = Instant.Max(pause.From, start);
            if (pause.To is not { } to || from > Rounded(due, term))
                break;
            if (from < to)
                due = Move(due, term, from, to);
        }
        return due;
    }

    private Instant Move(Instant due, Term term, Instant from, Instant to)
    {
        switch (Options.Pause)
        {
            case PausePolicy.Restart:
                return Count(to, (Term.Allowed)term);
            case PausePolicy.Calendar:
                Calendar.Require(due);
                Calendar.Require(to);
                var moved = (due + (to - from)).InZone(Calendar.Zone).LocalDateTime;
                return Settle(moved, term.CountsDays ? Options.WorkingDay : WorkingDayPolicy.Clock);
            default:
                var paused = Calendar.Elapsed(from, to);
                return paused == Duration.Zero ? due : Calendar.Add(due, paused, Options.Closing);
        }
    }
}
