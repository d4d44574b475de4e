using System.Collections.Immutable;
using Grains.Interfaces.Deadlines;
using Grains.Interfaces.Dossiers;
using Grains.Time;
using NodaTime;
using NodaTime.Extensions;

namespace Grains.Dossiers;

/// <summary>One stretch of a clock that is counted by itself: from the start, or from an extension on.</summary>
internal sealed record Leg(Instant Start, Term Term, Pauses Pauses)
{
    /// <summary>A leg that leaves out the pauses that were over when it began.</summary>
    public static Leg From(Instant start, Term term, Pauses pauses) =>
        new(start, term, Pauses.Of(pauses.Where(pause => !(pause.To <= start))));
}

/// <summary>The count of one clock, told by the walk that makes it, leg by leg.</summary>
internal sealed record ClockCount(ImmutableArray<ExplanationStep> Steps, ImmutableArray<(Pause Pause, ExplanationStep Moved)> Moves, Refusal? Refused)
{
    public static ClockCount NoCalendar { get; } = new([], [], new Refusal(
        "no-calendar", null, "No calendar is known for the agency: put one at /api/v1/reference/calendars and name it at the agency or in the policy."));

    /// <param name="rules">Null when no calendar is known.</param>
    /// <param name="legs">The last one leads to the due in force.</param>
    /// <param name="limit">Most steps of a leg.</param>
    public static ClockCount Of(DeadlineRules? rules, IReadOnlyList<Leg> legs, int limit)
    {
        if (rules is null)
            return legs[^1].Term is Term.Promised ? NoCalendar with { Refused = null } : NoCalendar;
        var steps = ImmutableArray.CreateBuilder<ExplanationStep>();
        var moves = ImmutableArray.CreateBuilder<(Pause, ExplanationStep)>();
        Refusal? refused = null;
        foreach (var leg in legs)
        {
            var (deadline, told) = rules.Explain(leg.Start, leg.Term, leg.Pauses, limit);
            steps.AddRange(told);
            moves.AddRange(told.Where(step => step is { Kind: ExplanationKind.Moved, Pause: not null }).Select(step => (leg.Pauses[step.Pause!.Value], step)));
            refused = deadline is Deadline.Refused why ? new Refusal(why.Code, null, why.Message) : null;
        }

        return new ClockCount(steps.ToImmutable(), moves.ToImmutable(), refused);
    }

    /// <summary>A pause with its time on a calendar and what it moved.</summary>
    public PauseExplanation Explain(PauseDetail pause, WorkingCalendar? calendar, DateTimeOffset now)
    {
        var (from, to) = (pause.From.ToInstant(), (pause.To ?? now).ToInstant());
        var moved = Moves.LastOrDefault(move => move.Pause.From <= from && !(move.Pause.To <= from)).Moved;
        return new PauseExplanation(
            pause.Kind, pause.From, pause.To, pause.Ground, pause.Source, pause.Document, Worked(calendar, from, to, Time.Pauses.None), moved?.From, moved?.To);
    }

    /// <summary>Working time in seconds; null when no calendar tells.</summary>
    public static decimal? Worked(WorkingCalendar? calendar, Instant from, Instant to, Pauses without) =>
        to <= from ? 0
        : calendar is null || !calendar.Covers(from) || !calendar.Covers(to) ? null
        : (decimal)calendar.Elapsed(from, to, without).BclCompatibleTicks / NodaConstants.TicksPerSecond;
}
