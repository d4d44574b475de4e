using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Grains.Interfaces.Catalogue;
using Grains.Time;

namespace Grains.Deadlines;

/// <summary>
/// Calendars that come with a request, checked and laid out once for all its items. They go when the request's documents go, or sooner
/// when they have grown too large.
/// </summary>
internal sealed class InlineCalendars
{
    /// <summary>Years that the calendars kept may have laid out together: 200 MB of the fullest.</summary>
    public const int MaxYears = 2_000;

    private readonly ConditionalWeakTable<CalendarDocument, Built> _built = [];
    private long _gone;

    /// <summary>Years laid out so far, also for calendars that have gone: the work that was done.</summary>
    public long YearsLaidOut => _gone + Kept;

    private int Kept => _built.Sum(pair => pair.Value.Calendar?.YearsLaidOut ?? 0);

    public (WorkingCalendar? Calendar, ImmutableArray<CalendarProblem> Problems) Build(CalendarDocument document)
    {
        var built = _built.GetValue(document, Built.Of);
        return (built.Calendar, built.Problems);
    }

    /// <summary>Lets all of them go when they have grown too large; what is asked for again is built again.</summary>
    public void Trim()
    {
        if (Kept is > MaxYears and var kept)
        {
            _gone += kept;
            _built.Clear();
        }
    }

    private sealed record Built(WorkingCalendar? Calendar, ImmutableArray<CalendarProblem> Problems)
    {
        public static Built Of(CalendarDocument document) =>
            WorkingCalendar.TryCreate(document, 0, out var calendar, out var problems) ? new Built(calendar, []) : new Built(null, problems);
    }
}
