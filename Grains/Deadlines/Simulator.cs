using System.Collections.Immutable;
using Grains.Catalogue;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Deadlines;
using Grains.Time;
using NodaTime;
using NodaTime.Extensions;

namespace Grains.Deadlines;

/// <summary>Answers what-if questions with the same rules that dossiers are counted by. Pure.</summary>
/// <param name="inline">Calendars that came with the questions, built once.</param>
internal sealed class Simulator(ReferenceData reference, InlineCalendars inline)
{
    /// <param name="steps">Most steps of explanation.</param>
    public SimulationResult Answer(SimulationItem item, int steps)
    {
        if (!TryCalendar(item, out var calendar, out var problem))
            return problem;
        var pauses = Pauses.Of(item.Pauses.Select(pause => new Pause(pause.From.ToInstant(), pause.To?.ToInstant())));
        var start = item.Start.ToInstant();
        if (item.End is { } end)
            return Elapsed(calendar, start, end.ToInstant(), pauses, item.Explain, steps);
        if (item is { Duration: null, CutOff: null })
            return SimulationResult.Failed("missing-field", "\"duration\" is missing: give {\"unit\":\"workingDays\",\"value\":5}, or \"end\" for the time between.");
        var term = new Term.Allowed(item.Duration ?? Allowance.None, item.CutOff?.ToLocalTime());
        var rules = new DeadlineRules(calendar, item.Options);
        var (deadline, explanation) = item.Explain ? rules.Explain(start, term, pauses, steps) : (rules.DeadlineOf(start, term, pauses), []);
        return deadline switch
        {
            Deadline.Due due => new SimulationResult(due.At.ToDateTimeOffset(), null, item.Explain ? explanation : null, null),
            Deadline.Refused refused => SimulationResult.Failed(refused.Code, refused.Message),
            _ => SimulationResult.Failed("unknown-unit", "\"duration.unit\": use seconds, hours, workingDays, calendarDays or months."),
        };
    }

    private static SimulationResult Elapsed(WorkingCalendar calendar, Instant start, Instant end, Pauses pauses, bool explain, int steps)
    {
        try
        {
            var (elapsed, explanation) = explain ? calendar.ExplainElapsed(start, end, pauses, steps) : (calendar.Elapsed(start, end, pauses), []);
            var seconds = elapsed.BclCompatibleTicks / (decimal)NodaConstants.TicksPerSecond;
            return new SimulationResult(null, seconds, explain ? explanation : null, null);
        }
        catch (CalendarDoesNotCoverException uncovered)
        {
            return SimulationResult.Failed(Deadline.Refused.CalendarDoesNotCover, uncovered.Message);
        }
    }

    private bool TryCalendar(SimulationItem item, out WorkingCalendar calendar, out SimulationResult problem)
    {
        problem = null!;
        if (item.Inline is { } document)
        {
            var (built, problems) = inline.Build(document);
            calendar = built!;
            if (built is null)
                problem = SimulationResult.Failed("bad-calendar", string.Join("; ", problems.Take(10).Select(found => $"\"calendar.{found.Field}\": {found.Message}")));
            return built is not null;
        }
        calendar = reference.Calendars.Find(item.Calendar ?? "")!;
        if (calendar is null)
            problem = SimulationResult.Failed("unknown-calendar", $"\"calendar\": '{item.Calendar}' is not known. GET /api/v1/reference/calendars lists those that are, or send the calendar itself.");
        return calendar is not null;
    }
}
