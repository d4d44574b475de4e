using System.Collections.Immutable;
using Grains.Interfaces.Catalogue;
using Grains.Time;
using NodaTime;
using NodaTime.Extensions;

namespace Grains.Dossiers;

/// <summary>
/// Which of the extensions that were told take effect, one after the other. A due that had passed when the first of them was told is the
/// breach, and no later one erases it.
/// </summary>
internal sealed class Extensions(ExtensionDocument rules, WorkingCalendar? calendar)
{
    private readonly List<Extension> _granted = [];
    private readonly List<(int Index, Effect Effect)> _refused = [];

    public Instant? Breach { get; private set; }

    public ImmutableArray<Extension> Granted => [.. _granted];

    /// <summary>By the index of the event.</summary>
    public ImmutableArray<(int Index, Effect Effect)> Refused => [.. _refused];

    public ImmutableSortedSet<string> Flags { get; private set; } = [];

    /// <summary>Judges the next one told.</summary>
    /// <param name="due">The due that it would replace, as it stood then; null when undated.</param>
    /// <param name="late">Whether that due had passed.</param>
    /// <returns>Whether it takes effect.</returns>
    public bool Grant(ToldExtension told, Instant? due, bool late)
    {
        var effect = EffectOf(told, due, late);
        if (effect != Effect.Applied)
        {
            _refused.Add((told.Index, effect));
            return false;
        }

        if (late)
        {
            Breach ??= due;
            Flags = Flags.Add(Dossiers.Flags.ExtendedAfterDue);
        }

        if (due is { } replaced && IsShortNotice(told.Event.At.ToInstant(), replaced))
            Flags = Flags.Add(Dossiers.Flags.LateApology);
        _granted.Add(new Extension(told.Event, due));
        return true;
    }

    private Effect EffectOf(ToldExtension told, Instant? due, bool late) =>
        _granted.Count >= rules.MaxTimes ? Effect.AlreadyExtended
        : told.Event.Due!.Value.ToInstant() <= due ? Effect.ExtendedNoLater
        : late && rules.AfterDue == AfterDuePolicy.Refuse ? Effect.ExtendedAfterDue
        : rules.DocumentRequired && string.IsNullOrWhiteSpace(told.Event.Document) ? Effect.ExtendedWithoutDocument
        : Effect.Applied;

    // By dates: told on the last day that leaves the notice, at whatever hour, is in time.
    private bool IsShortNotice(Instant told, Instant due)
    {
        if (rules.NoticeDays == 0 || calendar is null || !calendar.Covers(told))
            return false;
        var notice = new Term.Allowed(new Allowance(AllowanceUnit.WorkingDays, -rules.NoticeDays));
        return new DeadlineRules(calendar, ClockOptions.Default).DeadlineOf(due, notice) is Deadline.Due last
            && calendar.DateOf(told) > calendar.DateOf(last.At);
    }
}

/// <summary>An extension that took effect.</summary>
/// <param name="Replaced">The due that it replaced, as it stood then; null when the dossier was undated.</param>
internal sealed record Extension(Interfaces.Dossiers.DossierEvent Event, Instant? Replaced);
