using Grains.Catalogue;
using Grains.Dossiers;
using Grains.Interfaces.Changes;
using Grains.Interfaces.Dossiers;

namespace Grains.Changes;

/// <summary>What a change would do to one dossier now: the dossier is really moved, and looked at before and after. Pure.</summary>
/// <param name="Shift">How far the due date moves, either way; zero when it does not or when one of them is missing.</param>
internal sealed record DossierImpact(ImpactSample Sample, ImpactCounts Counts, TimeSpan Shift)
{
    // Stands for the id that the preview has not got yet; no change is called so.
    private const string NoChange = "preview";

    /// <summary>Null when the dossier is not moved.</summary>
    /// <param name="reference">With the documents of the change in force.</param>
    public static DossierImpact? Of(string code, DossierState state, ReferenceKind kind, DateTimeOffset now, ReferenceData reference)
    {
        return Repin.Move(code, state, NoChange, kind, now, reference) is { } moved ? Of(state, moved, now) : null;
    }

    private static DossierImpact Of(DossierState state, Repinned moved, DateTimeOffset now)
    {
        var (before, after) = (moved.Before, moved.After);
        var (was, becomes) = (before.Clock.Due, after.Clock.Due);
        var (late, soon) = (before.IsOverdue(now), before.IsDueSoon(now));
        var (open, isOpen) = (OpenRungs(state), OpenRungs(moved.State));
        var counts = new ImpactCounts
        {
            Touched = 1,
            Moved = One(was != becomes),
            Earlier = One(becomes < was),
            Later = One(becomes > was),
            StopsBeingLate = One(late && !after.IsOverdue(now)),
            BecomesLate = One(!late && after.IsOverdue(now)),
            BecomesDueSoon = One(!soon && after.IsDueSoon(now)),
            Uncovered = One(before.Clock.IsCovered && !after.Clock.IsCovered),
            AlertsWithdrawn = open.Except(isOpen).Count(),
            AlertsRaised = isOpen.Except(open).Count(),
        };
        var promised = moved.State.FormerPins.First(former => former.Change is not null).Due;
        var sample = new ImpactSample(
            EffectOf(counts), before.Code, before.Story.Agency ?? "", promised, was?.ToDateTimeOffset(), becomes?.ToDateTimeOffset());
        return new DossierImpact(sample, counts, becomes - was is { } shift ? shift.ToTimeSpan().Duration() : TimeSpan.Zero);
    }

    private static IReadOnlyCollection<string> OpenRungs(DossierState state) =>
        state.Alerts.IsEmpty ? [] : [.. state.Alerts.Where(alert => alert.IsOpen).Select(alert => alert.Rung)];

    private static int One(bool holds) => holds ? 1 : 0;

    private static ImpactEffect EffectOf(ImpactCounts counts) => counts switch
    {
        { Uncovered: > 0 } => ImpactEffect.Uncovered,
        { BecomesLate: > 0 } => ImpactEffect.BecomesLate,
        { StopsBeingLate: > 0 } => ImpactEffect.StopsBeingLate,
        { BecomesDueSoon: > 0 } => ImpactEffect.BecomesDueSoon,
        { Earlier: > 0 } => ImpactEffect.Earlier,
        { Later: > 0 } => ImpactEffect.Later,
        _ => ImpactEffect.None,
    };
}
