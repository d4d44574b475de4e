using System.Collections.Immutable;
using Grains.Interfaces.Deadlines;
using NodaTime;

namespace Grains.Time;

/// <summary>Working time between two instants.</summary>
public sealed partial class WorkingCalendar
{
    /// <summary>Working time between two instants; zero when they are reversed.</summary>
    public Duration Elapsed(Instant from, Instant to) => Elapsed(from, to, told: null);

    /// <summary>Working time between two instants that was not paused.</summary>
    public Duration Elapsed(Instant from, Instant to, Pauses without) => Elapsed(from, to) - without.WorkingTime(this, from, to);

    /// <summary>The same, and the intervals, days off and pauses that make it up; at most <paramref name="limit"/> steps.</summary>
    public (Duration Elapsed, ImmutableArray<ExplanationStep> Steps) ExplainElapsed(
        Instant from, Instant to, Pauses without, int limit = Explanation.MaxSteps)
    {
        var told = new Explanation(this, limit);
        told.Start(from);
        var elapsed = Elapsed(from, to, told);
        for (var i = 0; i < without.Count && from < to; i++)
        {
            var (begin, end) = (Instant.Max(from, without[i].From), Instant.Min(to, without[i].To ?? to));
            var paused = Elapsed(begin, end);
            told.Paused(i, without[i], paused);
            elapsed -= paused;
        }
        told.Elapsed(to, elapsed);
        return (elapsed, told.Steps());
    }

    private Duration Elapsed(Instant from, Instant to, Explanation? told)
    {
        if (to <= from)
            return Duration.Zero;
        var (first, last) = (Covered(from), Covered(to));
        told?.Begin(from);
        var worked = -YearOf(first, out var index).WorkedBefore(first);
        var year = YearOf(last, out var lastIndex);
        for (; index < lastIndex; index++)
        {
            worked += Year(index).Total;
            if (told is not null)
                Year(index).TellBetween(told, first, last);
        }
        if (told is not null)
            year.TellBetween(told, first, last);
        return Duration.FromTicks(worked + year.WorkedBefore(last));
    }
}
