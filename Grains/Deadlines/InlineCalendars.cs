using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Grains.Interfaces.Catalogue;
using Grains.Time;

namespace Grains.Deadlines;

/// <summary>
/// Calendars that come with a request, checked and laid out once for all its items. They go when the request's documents go.
/// </summary>
internal sealed class InlineCalendars
{
    private readonly ConditionalWeakTable<CalendarDocument, Built> _built = [];

    public (WorkingCalendar? Calendar, ImmutableArray<CalendarProblem> Problems) Build(CalendarDocument document)
    {
        var built = _built.GetValue(document, Built.Of);
        return (built.Calendar, built.Problems);
    }

    private sealed record Built(WorkingCalendar? Calendar, ImmutableArray<CalendarProblem> Problems)
    {
        public static Built Of(CalendarDocument document) =>
            WorkingCalendar.TryCreate(document, 0, out var calendar, out var problems) ? new Built(calendar, []) : new Built(null, problems);
    }
}
