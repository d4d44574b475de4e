using Grains.Interfaces.Catalogue;
using NodaTime;

namespace Grains.Time;

/// <summary>
/// How deadlines are counted for a dossier: the version of the calendar and the options, both fixed when it is received.
/// Working time is exact. Days and months are counted on local dates and keep the local clock time of the start, so a start in the
/// hour that a zone repeats may come out before one a few minutes earlier. A counted deadline is rounded up to the second or to
/// <see cref="ClockOptions.RoundUpMinutes"/>, never past closing; a promised one is kept as it is. Nothing is assumed for dates that the
/// calendar does not cover: the deadline is refused.
/// </summary>
public sealed partial record DeadlineRules(WorkingCalendar Calendar, ClockOptions Options)
{
    internal const int MaxRoundUpMinutes = 24 * 60;
    private const long SecondsADay = 24 * 60 * 60;
    private const long MaxDays = 48_000; // what calendars can cover at most

    public Deadline DeadlineOf(Instant start, Term term) => DeadlineOf(start, term, Pauses.None);

    /// <summary>The deadline after the pauses that have ended; one that has not ended moves nothing yet.</summary>
    public Deadline DeadlineOf(Instant start, Term term, Pauses pauses)
    {
        if (term is Term.Allowed { Allowance.Unit: AllowanceUnit.None, CutOff: null })
            return new Deadline.Undated();
        if (Refusal(term, pauses) is { } refused)
            return refused;
        try
        {
            var first = term is Term.Promised promised ? promised.Due : Count(start, (Term.Allowed)term);
            return new Deadline.Due(Rounded(Move(first, start, term, pauses), term));
        }
        catch (CalendarDoesNotCoverException uncovered)
        {
            return new Deadline.Refused("calendar-does-not-cover", uncovered.Message);
        }
    }

    private Deadline.Refused? Refusal(Term term, Pauses pauses)
    {
        if (Options.RoundUpMinutes is < 0 or > MaxRoundUpMinutes)
            return new("round-up-out-of-range", FormattableString.Invariant($"roundUpMinutes is {Options.RoundUpMinutes}; give 0 to {MaxRoundUpMinutes}."));
        if (term is not Term.Allowed allowed)
        {
            return Options.Pause == PausePolicy.Restart && pauses.Count > 0
                ? new("restart-needs-duration", "A due date set by the source has no duration to begin again; use pause 'working' or 'calendar'.")
                : null;
        }
        var (unit, value) = allowed.Allowance;
        var limit = unit switch
        {
            AllowanceUnit.Seconds => MaxDays * SecondsADay,
            AllowanceUnit.Hours => MaxDays * 24,
            AllowanceUnit.Months => MaxDays / 30,
            _ => MaxDays,
        };
        if (decimal.Abs(value) > limit)
            return new("duration-out-of-range", FormattableString.Invariant($"{value} is too much; give {-limit} to {limit}."));
        if (unit is AllowanceUnit.CalendarDays or AllowanceUnit.Months && !decimal.IsInteger(value))
            return new("whole-number-needed", FormattableString.Invariant($"{value} is not whole; calendar days and months take whole numbers."));
        return Enum.IsDefined(unit) ? null : new("unknown-unit", "Use hours, workingDays, calendarDays, months, seconds or none.");
    }

    private Instant Count(Instant start, Term.Allowed term)
    {
        Calendar.Require(start);
        var value = term.Allowance.Value;
        return (term.CutOff, term.Allowance.Unit) switch
        {
            ({ } cutOff, _) => SameDay(start, cutOff),
            (_, AllowanceUnit.Seconds) => Work(start, value),
            (_, AllowanceUnit.Hours) => Work(start, value * 3600),
            (_, AllowanceUnit.WorkingDays) => WorkingDays(start, value),
            (_, AllowanceUnit.Months) => Settle(Anchor(start, value).LocalDateTime.PlusMonths((int)value), Options.WorkingDay),
            _ => Settle(Anchor(start, value).LocalDateTime.PlusDays((int)value), Options.WorkingDay),
        };
    }

    private Instant Work(Instant start, decimal seconds)
    {
        var working = Duration.FromTicks((long)decimal.Round(decimal.Abs(seconds) * NodaConstants.TicksPerSecond));
        return seconds < 0 ? Calendar.Subtract(start, working) : Calendar.Add(start, working, Options.Closing);
    }

    /// <summary>Outside opening hours a deadline is not rounded, and none is rounded past the closing.</summary>
    private Instant Rounded(Instant due, Term term)
    {
        if (term is Term.Promised || !Calendar.IsOpen(due))
            return due;
        var unit = Options.RoundUpMinutes == 0 ? NodaConstants.TicksPerSecond : Options.RoundUpMinutes * NodaConstants.TicksPerMinute;
        var past = due.InZone(Calendar.Zone).TickOfDay % unit;
        return past == 0 ? due : Calendar.Add(due, Calendar.Elapsed(due, due + Duration.FromTicks(unit - past)));
    }
}
