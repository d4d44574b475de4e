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
/// <param name="OriginalDue">The due before any pause or extension.</param>
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

    /// <summary>The instant whose passing makes the dossier late.</summary>
    public Instant? LateAfter => Breach ?? Due;

    /// <param name="story">A story with a reception.</param>
    public static HandlingClock Of(DossierStory story, Rules rules)
    {
        var term = TermOf(story.Received!, rules);
        if (rules.Calendar is not { } calendar)
            return Uncounted(story, term);
        var deadlines = new DeadlineRules(calendar, rules.Options);
        var start = story.Received!.At.ToInstant();
        var original = deadlines.DeadlineOf(start, term);
        var clock = story.Extension is null
            ? new HandlingClock(DueOf(deadlines.DeadlineOf(start, term, story.Pauses)), DueOf(original), BasisOf(term), null, null, true)
            : Extended(story, deadlines, new PausableClock(deadlines, start, term, story.Pauses), DueOf(original));
        if (clock.Due is not { } due)
            return Uncounted(story, term);
        return calendar.Covers(due)
            ? clock with { DueSoonFrom = DueOf(deadlines.DeadlineOf(due, new Term.Allowed(Backward(rules.DueSoon)))) }
            : clock with { IsCovered = false };
    }

    private static HandlingClock Extended(DossierStory story, DeadlineRules deadlines, PausableClock before, Instant? original)
    {
        var at = story.Extension!.At.ToInstant();
        var then = before.At(at);
        var promised = new Term.Promised(story.Extension.Due!.Value.ToInstant());
        var due = DueOf(deadlines.DeadlineOf(at, promised, story.Pauses));
        return new HandlingClock(due, original, ByExtension, then.Late ? DueOf(then.Deadline) : null, null, true);
    }

    // The source's own dates stand by themselves; whatever needs the calendar is left out, and flagged.
    private static HandlingClock Uncounted(DossierStory story, Term term)
    {
        var original = (term as Term.Promised)?.Due;
        var due = story.Extension?.Due?.ToInstant() ?? original;
        var breach = original < story.Extension?.At.ToInstant() ? original : null;
        var undated = term is Term.Allowed { Allowance.Unit: AllowanceUnit.None, CutOff: null };
        return new HandlingClock(due, original, due is null ? null : story.Extension is null ? BySource : ByExtension, breach, null, undated && due is null);
    }

    private static Term TermOf(DossierEvent received, Rules rules)
    {
        if (received.Due is { } due)
            return new Term.Promised(due.ToInstant());
        return received.Units is { } units
            ? new Term.Allowed(units)
            : new Term.Allowed(rules.Procedure?.Duration ?? Allowance.None, rules.Procedure?.CutOff?.ToLocalTime());
    }

    private static string BasisOf(Term term) => term is Term.Promised ? BySource : ByProcedure;

    private static Instant? DueOf(Deadline deadline) => (deadline as Deadline.Due)?.At;

    private static Allowance Backward(Allowance allowance) => allowance with { Value = -allowance.Value };
}
