using NodaTime;

namespace Grains.Time;

/// <summary>One clock of a dossier: when it started, what limits it, and when it stood still.</summary>
public sealed record PausableClock(DeadlineRules Rules, Instant Start, Term Term, Pauses Pauses)
{
    /// <summary>
    /// The clock as an observer at <paramref name="now"/> knows it: later pauses are unknown, and a pause that has not ended leaves the
    /// deadline where it stood when it began.
    /// </summary>
    public ClockState At(Instant now)
    {
        var pauses = Pauses.AsOf(now);
        var deadline = Rules.DeadlineOf(Start, Term, pauses);
        var stop = pauses.Open?.From ?? now;
        var due = (deadline as Deadline.Due)?.At;
        return new ClockState(
            deadline,
            Paused: pauses.Open is not null,
            Late: due < stop,
            Used: Worked(Start, stop, pauses),
            Remaining: due is null ? null : Worked(stop, due.Value, Pauses.None),
            Overdue: due is null ? null : Worked(due.Value, stop, pauses));
    }

    private Duration? Worked(Instant from, Instant to, Pauses without)
    {
        if (to <= from)
            return Duration.Zero;
        return Rules.Calendar.Covers(from) && Rules.Calendar.Covers(to) ? Rules.Calendar.Elapsed(from, to, without) : null;
    }
}

/// <summary>
/// A clock at one instant. <see cref="Paused"/>: it stands still, before or after its deadline. <see cref="Late"/>: it has passed its
/// deadline while running, and a later pause does not undo that. The rest is working time without pauses: <see cref="Used"/> since the
/// start, <see cref="Remaining"/> until the deadline, <see cref="Overdue"/> since it (which does not grow while paused); null without
/// a deadline, or when the calendar does not cover the instants.
/// </summary>
public sealed record ClockState(Deadline Deadline, bool Paused, bool Late, Duration? Used, Duration? Remaining, Duration? Overdue);
