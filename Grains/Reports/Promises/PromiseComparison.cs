using System.Collections.Concurrent;
using Grains.Catalogue;
using Grains.Dossiers;
using Grains.Interfaces.Catalogue;
using Grains.Time;
using NodaTime;
using NodaTime.Extensions;

namespace Grains.Reports.Promises;

/// <summary>
/// Holds promised due dates against computed ones, and looks for the one choice of counting that would have led to the promise. Pure but
/// for a memory of calendars; for use by several threads.
/// </summary>
internal sealed class PromiseComparison(ReferenceData reference)
{
    private readonly ConcurrentDictionary<(string Id, int Version), WorkingCalendar?> _withoutDaysOff = new();

    /// <summary>Null for a dossier that its source gave no due date.</summary>
    public Promise? Compare(DossierView view)
    {
        if (view.Story.Received is not { Due: { } due } received || view.Story.Procedure is not { } procedure)
            return null;
        var (promised, start) = (due.ToInstant(), received.At.ToInstant());
        if (view.Rules.Procedure is not { } rule)
            return Uncompared("unknown-procedure");
        // An appointment follows the shorter time that the agency commits itself to, where there is one.
        var term = rule.Commitment is { } committed ? new Term.Allowed(committed) : new Term.Allowed(rule.Duration, rule.CutOff?.ToLocalTime());
        if (term is { Allowance.Unit: AllowanceUnit.None, CutOff: null })
            return Uncompared("no-duration");
        if (view.Rules.Calendar is not { } calendar)
            return Uncompared("no-calendar");
        var rules = new DeadlineRules(calendar, view.Rules.Options);
        if (rules.DeadlineOf(start, term) is not Deadline.Due { At: var computed } || !calendar.Covers(promised))
            return Uncompared("calendar-does-not-cover");

        var wanted = calendar.DateOf(promised);
        return calendar.DateOf(computed) == wanted
            ? new Promise(view.Code, procedure, term.Allowance, null, IsSameSecond(computed, promised), null)
            : new Promise(view.Code, procedure, term.Allowance, null, false, Reason(rules, start, term, calendar.DateOf(computed), wanted));

        Promise Uncompared(string why) => new(view.Code, procedure, null, why, false, null);
    }

    private (string, int?) Reason(DeadlineRules rules, Instant start, Term.Allowed term, LocalDate computed, LocalDate wanted)
    {
        if (WithoutDaysOff(rules.Calendar) is { } plain && LeadsTo(rules with { Calendar = plain }, term))
            return (PromiseReasons.HolidayCounted, null);
        if (term.CountsDays && term.CutOff is null && LeadsTo(rules, term with { Allowance = term.Allowance with { Value = term.Allowance.Value - 1 } }))
            return (PromiseReasons.StartDayCounted, null);
        var otherStart = rules.Options.Start == StartPolicy.DayBefore ? StartPolicy.NextOpening : StartPolicy.DayBefore;
        if (LeadsTo(rules with { Options = rules.Options with { Start = otherStart } }, term))
            return (PromiseReasons.AfterHoursStart, null);
        var days = Period.Between(computed, wanted, PeriodUnits.Days).Days;
        var openDays = OpenDays(rules.Calendar, LocalDate.Min(computed, wanted), LocalDate.Max(computed, wanted));
        if (days > 0 && (days % 7 == 0 || (openDays > 0 && openDays % 5 == 0)))
            return (PromiseReasons.Extended, days);
        return (days > 0 ? PromiseReasons.Longer : PromiseReasons.Shorter, openDays);

        bool LeadsTo(DeadlineRules other, Term.Allowed allowed) =>
            other.DeadlineOf(start, allowed) is Deadline.Due due && other.Calendar.DateOf(due.At) == wanted;
    }

    private static int OpenDays(WorkingCalendar calendar, LocalDate after, LocalDate until)
    {
        var open = 0;
        for (var day = after.PlusDays(1); day <= until; day = day.PlusDays(1))
            open += calendar.IsOpenDay(day) ? 1 : 0;
        return open;
    }

    // The same week, with every date alike.
    private WorkingCalendar? WithoutDaysOff(WorkingCalendar calendar) => _withoutDaysOff.GetOrAdd((calendar.Id, calendar.Version), key =>
        reference.CalendarDocuments.Find(key.Id, key.Version) is { } document
        && WorkingCalendar.TryCreate(document with { Closed = [], YearlyClosed = [], MakeUp = [] }, key.Version, out var plain, out _)
            ? plain
            : null);

    private static bool IsSameSecond(Instant one, Instant other) => one.ToUnixTimeSeconds() == other.ToUnixTimeSeconds();
}
