using System.Collections.Immutable;
using Grains.Interfaces.Dossiers;

namespace Grains.Dossiers;

/// <summary>Each source's own view of a dossier, kept side by side and never overwritten by another's.</summary>
internal sealed class SourceLedger
{
    // A dossier has one source, or few.
    private readonly List<SourceView> _views = [];

    /// <summary>In the order of the sources' names.</summary>
    public ImmutableArray<SourceView> Views => _views is [var only] ? [only] : [.. _views.OrderBy(view => view.Source, StringComparer.Ordinal)];

    /// <summary>One source says that the dossier has ended and another, which handles it too, says that it has not.</summary>
    public bool Disagree =>
        _views.Exists(view => IsEnd(view.State)) && _views.Exists(view => view.State >= PortalState.Received && !IsEnd(view.State));

    public void Hear(DossierEvent told)
    {
        var place = 0;
        while (place < _views.Count && _views[place].Source != told.Source)
            place++;
        var known = place < _views.Count ? _views[place] : null;
        var view = new SourceView(
            told.Source,
            StateAfter(told.Type) ?? known?.State ?? PortalState.Awaited,
            told.At > known?.LastEventAt ? told.At : known?.LastEventAt ?? told.At,
            (told.Type is EventType.Received or EventType.Extended ? told.Due : null) ?? known?.Due);
        if (known is null)
            _views.Add(view);
        else
            _views[place] = view;
    }

    private static bool IsEnd(PortalState state) =>
        state is PortalState.Declined or PortalState.Withdrawn or PortalState.Stopped or PortalState.Finished or PortalState.Returned;

    private static PortalState? StateAfter(EventType type) => type switch
    {
        EventType.Registered => PortalState.Registered,
        EventType.Received => PortalState.Received,
        EventType.Declined => PortalState.Declined,
        EventType.Step or EventType.SupplementReceived or EventType.PaymentReceived => PortalState.InProcess,
        EventType.SupplementRequested => PortalState.SupplementRequested,
        EventType.PaymentRequested => PortalState.PaymentRequested,
        EventType.Withdrawn => PortalState.Withdrawn,
        EventType.Stopped => PortalState.Stopped,
        EventType.Finished => PortalState.Finished,
        EventType.Returned => PortalState.Returned,
        _ => null,
    };
}
