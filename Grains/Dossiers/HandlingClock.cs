using System.Collections.Immutable;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using Grains.Time;
using NodaTime;
using NodaTime.Extensions;

namespace Grains.Dossiers;

/// <summary>
/// The clock that says by when a dossier must be finished. Pauses move the due while it has not passed; once it has, the dossier
/// stays late and nothing moves it back: an extension gives a new due and leaves the first breach standing.
/// </summary>
/// <param name="Due">The due now, moved by pauses; null when undated.</param>
/// <param name="OriginalDue">The due before any pause or extension, by the rules of the reception.</param>
/// <param name="Basis"><c>source</c>, <c>procedure</c> or <c>extension</c>; null when undated.</param>
/// <param name="Breach">The due that had passed when the dossier was extended; null when none had.</param>
/// <param name="DueSoonFrom">Where the warning begins; null when undated or when no calendar can tell.</param>
/// <param name="IsCovered">False when a calendar was needed and there was none for the date.</param>
internal sealed record HandlingClock(
    Instant? Due, Instant? OriginalDue, string? Basis, Instant? Breach, Instant? DueSoonFrom, bool IsCovered)
{
    public const string BySource = "source";
    public const string ByProcedure = "procedure";
    public const string ByExtension = "extension";

    public static HandlingClock Undated { get; } = new(null, null, null, null, null, true);

    /// <summary>Extensions that took effect, in their order.</summary>
    public ImmutableArray<Extension> Extensions { get; init; } = [];

    /// <summary>Those that did not, by the index of their event.</summary>
    public ImmutableArray<(int Index, Effect Effect)> Refused { get; init; } = [];

    public ImmutableSortedSet<string> Flags { get; init; } = [];

    /// <summary>Why the deadline could not be counted, as the rules of the clock name it; null when it was, or when no calendar is known.</summary>
    public string? RefusedAs { get; init; }

    /// <summary>The instant whose passing makes the dossier late.</summary>
    public Instant? LateAfter => Breach ?? Due;

    /// <param name="story">A story with a reception.</param>
    /// <param name="rules">The rules in force.</param>
    /// <param name="first">The rules of the reception, which a reviewed change may have replaced.</param>
    public static HandlingClock Of(DossierStory story, Rules rules, Rules first)
    {
        var term = TermOf(story.Received!, rules);
        var original = OriginalOf(story, first);
        if (rules.Calendar is not { } calendar)
            return Uncounted(story, rules, term, original);
        var deadlines = new DeadlineRules(calendar, rules.Options);
        var clock = Counted(story, rules, deadlines, term, original);
        if (clock.Due is not { } due)
            return Uncounted(story, rules, term, original) with { RefusedAs = clock.RefusedAs };
        return calendar.Covers(due)
            ? clock with { DueSoonFrom = DueOf(deadlines.DeadlineOf(due, new Term.Allowed(Backward(rules.DueSoon)))) }
            : clock with { IsCovered = false };
    }

    /// <summary>What limits the handling before any extension.</summary>
    public static Term TermOf(DossierEvent received, Rules rules)
    {
        if (received.Due is { } due)
            return new Term.Promised(due.ToInstant());
        return received.Units is { } units
            ? new Term.Allowed(units)
            : new Term.Allowed(rules.Procedure?.Duration ?? Allowance.None, rules.Procedure?.CutOff?.ToLocalTime());
    }

    private static HandlingClock Counted(DossierStory story, Rules rules, DeadlineRules deadlines, Term term, Instant? original)
    {
        var clock = new PausableClock(deadlines, story.Received!.At.ToInstant(), term, story.Pauses);
        var extensions = new Extensions(rules.Extension, deadlines.Calendar);
        foreach (var told in story.Extensions)
        {
            var at = told.Event.At.ToInstant();
            var then = clock.At(at);
            if (extensions.Grant(told, DueOf(then.Deadline), then.Late))
                clock = clock with { Start = at, Term = new Term.Promised(told.Event.Due!.Value.ToInstant()) };
        }

        var deadline = deadlines.DeadlineOf(clock.Start, clock.Term, clock.Pauses);
        return Extended(DueOf(deadline), original, term, extensions, true, (deadline as Deadline.Refused)?.Code);
    }

    // The source's own dates stand by themselves; whatever needs the calendar is left out, and flagged.
    private static HandlingClock Uncounted(DossierStory story, Rules rules, Term term, Instant? original)
    {
        var due = (term as Term.Promised)?.Due;
        var extensions = new Extensions(rules.Extension, null);
        foreach (var told in story.Extensions)
        {
            if (extensions.Grant(told, due, due < told.Event.At.ToInstant()))
                due = told.Event.Due!.Value.ToInstant();
        }

        var undated = term is Term.Allowed { Allowance.Unit: AllowanceUnit.None, CutOff: null };
        return Extended(due, original, term, extensions, undated && due is null);
    }

    private static HandlingClock Extended(
        Instant? due, Instant? original, Term term, Extensions extensions, bool isCovered, string? refusedAs = null) =>
        new(due, original, due is null ? null : extensions.Granted.IsEmpty ? BasisOf(term) : ByExtension, extensions.Breach, null, isCovered)
        {
            Extensions = extensions.Granted,
            Refused = extensions.Refused,
            Flags = extensions.Flags,
            RefusedAs = refusedAs,
        };

    private static Instant? OriginalOf(DossierStory story, Rules first)
    {
        var term = TermOf(story.Received!, first);
        return first.Calendar is { } calendar && DueOf(new DeadlineRules(calendar, first.Options).DeadlineOf(story.Received!.At.ToInstant(), term)) is { } due
            ? due
            : (term as Term.Promised)?.Due;
    }

    private static string BasisOf(Term term) => term is Term.Promised ? BySource : ByProcedure;

    private static Instant? DueOf(Deadline deadline) => (deadline as Deadline.Due)?.At;

    private static Allowance Backward(Allowance allowance) => allowance with { Value = -allowance.Value };
}
