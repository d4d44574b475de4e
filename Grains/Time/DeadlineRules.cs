using System.Collections.Immutable;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Deadlines;
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
    public Deadline DeadlineOf(Instant start, Term term, Pauses pauses) => DeadlineOf(start, term, pauses, null);

    /// <summary>
    /// The same, and how it came about: every interval, day off, pause and choice, told by the very walk that counts it. At most
    /// <paramref name="limit"/> steps, 16 or more; there are none when the deadline is refused or there is none.
    /// </summary>
    public (Deadline Deadline, ImmutableArray<ExplanationStep> Steps) Explain(
        Instant start, Term term, Pauses pauses, int limit = Explanation.MaxSteps)
    {
        var told = new Explanation(Calendar, limit);
        var deadline = DeadlineOf(start, term, pauses, told);
        if (deadline is not Deadline.Due due)
            return (deadline, []);
        told.Due(due.At);
        return (deadline, told.Steps());
    }

    private Deadline DeadlineOf(Instant start, Term term, Pauses pauses, Explanation? told)
    {
        if (term is Term.Allowed { Allowance.Unit: AllowanceUnit.None, CutOff: null })
            return new Deadline.Undated();
        if (Refusal(term, pauses) is { } refused)
            return refused;
        try
        {
            told?.Start(start, term);
            var first = term is Term.Promised promised ? promised.Due : Count(start, (Term.Allowed)term, told);
            return new Deadline.Due(Rounded(Move(first, start, term, pauses, told), term, told));
        }
        catch (CalendarDoesNotCoverException uncovered)
        {
            return new Deadline.Refused(Deadline.Refused.CalendarDoesNotCover, uncovered.Message);
        }
    }

    private Deadline.Refused? Refusal(Term term, Pauses pauses)
    {
        if (Options.RoundUpMinutes is < 0 or > MaxRoundUpMinutes)
            return new("round-up-out-of-range", FormattableString.Invariant($"\"options.roundUpMinutes\" is {Options.RoundUpMinutes}; give 0 to {MaxRoundUpMinutes}."));
        if (term is not Term.Allowed allowed)
        {
            return Options.Pause == PausePolicy.Restart && pauses.Count > 0
                ? new("restart-needs-duration", "\"options.pause\": a due date set by the source has no duration to begin again; use pause 'working' or 'calendar'.")
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
            return new("duration-out-of-range", FormattableString.Invariant($"\"duration.value\" {value} is too much; give {-limit} to {limit}."));
        if (unit is AllowanceUnit.CalendarDays or AllowanceUnit.Months && !decimal.IsInteger(value))
            return new("whole-number-needed", FormattableString.Invariant($"\"duration.value\" {value} is not whole; calendar days and months take whole numbers."));
        return Enum.IsDefined(unit) ? null : new("unknown-unit", "\"duration.unit\": use hours, workingDays, calendarDays, months, seconds or none.");
    }

    private Instant Count(Instant start, Term.Allowed term, Explanation? told)
    {
        Calendar.Require(start);
        told?.Begin(start);
        var value = term.Allowance.Value;
        var due = (term.CutOff, term.Allowance.Unit) switch
        {
            ({ } cutOff, _) => SameDay(start, cutOff, told),
            (_, AllowanceUnit.Seconds) => Work(start, value, told),
            (_, AllowanceUnit.Hours) => Work(start, value * 3600, told),
            (_, AllowanceUnit.WorkingDays) => WorkingDays(start, value, told),
            _ => CalendarDays(start, term.Allowance, told),
        };
        if (term is { CutOff: null, Allowance.Unit: not (AllowanceUnit.CalendarDays or AllowanceUnit.Months) })
            told?.Total();
        return due;
    }

    private Instant Work(Instant start, decimal seconds, Explanation? told)
    {
        var working = Duration.FromTicks((long)decimal.Round(decimal.Abs(seconds) * NodaConstants.TicksPerSecond));
        return seconds < 0 ? Calendar.Subtract(start, working, told) : Calendar.Add(start, working, Options.Closing, told);
    }

    /// <summary>Outside opening hours a deadline is not rounded, and none is rounded past the closing.</summary>
    private Instant Rounded(Instant due, Term term, Explanation? told)
    {
        if (term is Term.Promised || !Calendar.IsOpen(due))
            return due;
        var unit = Options.RoundUpMinutes == 0 ? NodaConstants.TicksPerSecond : Options.RoundUpMinutes * NodaConstants.TicksPerMinute;
        var past = due.InZone(Calendar.Zone).TickOfDay % unit;
        var rounded = past == 0 ? due : Calendar.Add(due, Calendar.Elapsed(due, due + Duration.FromTicks(unit - past)));
        told?.Rounded(due, rounded, Options.RoundUpMinutes);
        return rounded;
    }
}
