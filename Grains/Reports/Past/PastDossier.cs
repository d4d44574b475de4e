using Grains.Catalogue;
using Grains.Dossiers;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Interfaces.Reports;

namespace Grains.Reports;

/// <summary>One dossier as it stood at an instant of the past, told from its stored state. Pure.</summary>
/// <param name="reference">Today's, which holds every version that a dossier may be pinned to.</param>
internal sealed class PastDossier(string code, DossierState state, ReferenceData reference, Past past)
{
    private readonly DossierState _state = Known(state, past);

    /// <summary>What agencies would have counted. It has no next mark: the past climbs no rungs.</summary>
    public DossierLine Line => View.Line(1, past.AsOf) with { NextMark = null, OpenAlerts = [.. _state.Alerts.Select(AsThen).OfType<Alert>()] };

    public DossierView View => field ??= new DossierView(code, _state, reference, past.AsOf);

    /// <summary>How far each source had told its story; history that was filled in counts as told on time.</summary>
    public IEnumerable<SourceMark> Marks => _state.Events.Where(entry => entry.Event.At <= past.AsOf)
        .Select(entry => new SourceMark(entry.Event.Source, entry.Event.At, entry.Backfill ? entry.Event.At : entry.Arrived));

    private static DossierState Known(DossierState state, Past past)
    {
        if (past.KnownAt is { } knownAt)
            state = state.KnownAt(knownAt);
        return past.Source is { } source ? state with { Events = [.. state.Events.Where(entry => entry.Event.Source == source)] } : state;
    }

    // Version 0: there is nothing to command any more. Of a rung that was raised, withdrawn and raised again only the last time is kept.
    private Alert? AsThen(Alert alert)
    {
        var then = past.KnownAt < past.AsOf ? past.KnownAt.Value : past.AsOf;
        if (alert.RaisedAt > then || alert.ClosedAt <= then)
            return null;
        alert = alert with
        {
            Agency = View.Story.Agency ?? alert.Agency, Due = View.Clock.Due?.ToDateTimeOffset() ?? alert.Due, ClosedAt = null, Reason = null, Version = 0,
        };
        return alert.AcknowledgedAt <= then
            ? alert with { State = AlertState.Acknowledged }
            : alert with { State = AlertState.Raised, Owner = null, AcknowledgedAt = null };
    }
}
