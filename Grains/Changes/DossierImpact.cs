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
        var next = Repin.Apply(code, state, NoChange, kind, now, reference);
        return ReferenceEquals(next, state) ? null : Of(state, new DossierView(code, state, reference), next, new DossierView(code, next, reference), now);
    }

    private static DossierImpact Of(DossierState state, DossierView before, DossierState next, DossierView after, DateTimeOffset now)
    {
        var (was, becomes) = (before.Line(1, now), after.Line(2, now));
        var (late, soon) = (was.IsOverdue(now), was.IsDueSoon(now));
        var open = was.OpenAlerts.Select(alert => alert.Rung).ToHashSet(StringComparer.Ordinal);
        var isOpen = becomes.OpenAlerts.Select(alert => alert.Rung).ToHashSet(StringComparer.Ordinal);
        var counts = new ImpactCounts
        {
            Touched = 1,
            Moved = One(was.Due != becomes.Due),
            Earlier = One(becomes.Due < was.Due),
            Later = One(becomes.Due > was.Due),
            StopsBeingLate = One(late && !becomes.IsOverdue(now)),
            BecomesLate = One(!late && becomes.IsOverdue(now)),
            BecomesDueSoon = One(!soon && becomes.IsDueSoon(now)),
            Uncovered = One(before.Clock.IsCovered && !after.Clock.IsCovered),
            AlertsWithdrawn = open.Count(rung => !isOpen.Contains(rung)),
            AlertsRaised = isOpen.Count(rung => !open.Contains(rung)),
        };
        var promised = next.FormerPins.First(former => former.Change is not null).Due;
        var sample = new ImpactSample(EffectOf(counts), before.Code, was.Agency ?? "", promised, was.Due, becomes.Due);
        return new DossierImpact(sample, counts, becomes.Due - was.Due is { } shift ? shift.Duration() : TimeSpan.Zero);
    }

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
