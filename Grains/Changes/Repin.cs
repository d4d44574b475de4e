using Grains.Catalogue;
using Grains.Dossiers;
using Grains.Interfaces.Changes;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using NodaTime;

namespace Grains.Changes;

/// <summary>What a reviewed change does to one dossier. Pure, total and idempotent; the state itself when there is nothing to do.</summary>
internal static class Repin
{
    /// <summary>How a change names itself on a dossier that it has given its former rules back.</summary>
    public static string UndoOf(string change) => change + "-undo";

    /// <summary>Brings an open dossier to what is in force. A change moves a dossier once.</summary>
    public static DossierState Apply(
        string code, DossierState state, string change, ReferenceKind kind, DateTimeOffset now, ReferenceData reference) =>
        Move(code, state, change, kind, now, reference)?.State ?? state;

    /// <summary>The same, with how the dossier stood and stands; null when there is nothing to do.</summary>
    public static Repinned? Move(
        string code, DossierState state, string change, ReferenceKind kind, DateTimeOffset now, ReferenceData reference)
    {
        if (state.Pin is not { } pin || WasMoved(state, change))
            return null;
        var target = RepinRule.Target(pin, kind, reference);
        return target == pin ? null : Move(code, state, target, change, now, reference);
    }

    /// <summary>Gives an open dossier the rules back that the change took, and its alerts as they stood.</summary>
    public static DossierState Undo(string code, DossierState state, string change, DateTimeOffset now, ReferenceData reference)
    {
        var moved = state.FormerPins.LastOrDefault(former => former.Change == change);
        // A dossier whose first reception turned out to be another one has had other rules since.
        if (moved is null || WasMoved(state, UndoOf(change)) || state.Pin?.Agency != moved.Pin.Agency || state.Pin.Procedure != moved.Pin.Procedure)
            return state;
        return Move(code, state, moved.Pin, UndoOf(change), now, reference, withdrawn: moved.Until)?.State ?? state;
    }

    private static Repinned? Move(
        string code, DossierState state, RulePin target, string change, DateTimeOffset now, ReferenceData reference, DateTimeOffset? withdrawn = null)
    {
        var before = new DossierView(code, state, reference);
        if (!before.IsCounted || before.Story.Ended is not null)
            return null;
        var next = state with
        {
            Pin = target,
            FormerPins = state.FormerPins.Add(new FormerPin(state.Pin!, now, change, DueOf(before))),
            Alerts = withdrawn is null ? state.Alerts : [.. state.Alerts.Select(alert => alert.ClosedAt == withdrawn ? Reopened(alert) : alert)],
        };
        var after = before.With(next);
        var spent = state.Spent.IsEmpty ? [] : before.Ladder.Spent(state);
        return new Repinned(after.Ladder.Settle(after.Ladder.Spend(next, spent, now), IngestMode.Live, now), before, after);
    }

    private static bool WasMoved(DossierState state, string change) => state.FormerPins.Any(former => former.Change == change);

    // Settling withdraws it again if it has no cause now.
    private static Alert Reopened(Alert alert) => alert.State != AlertState.Withdrawn
        ? alert
        : alert with { State = alert.AcknowledgedAt is null ? AlertState.Raised : AlertState.Acknowledged, ClosedAt = null, Version = alert.Version + 1 };

    private static DateTimeOffset? DueOf(DossierView view) => view.Clock.Due?.ToDateTimeOffset();
}

/// <summary>A dossier that a change has moved.</summary>
/// <param name="After">Under the new rules, its alerts not yet settled.</param>
internal sealed record Repinned(DossierState State, DossierView Before, DossierView After);
