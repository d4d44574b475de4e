namespace Grains.Interfaces.Dossiers;

/// <summary>The national portal's dossier states (TrangThaiHoSo). Numbers are the portal's own.</summary>
public enum PortalState
{
    /// <summary>Nothing is known yet but events that wait for the dossier's reception.</summary>
    Awaited = 0,
    Registered = 1,
    Received = 2,
    Declined = 3,
    InProcess = 4,
    SupplementRequested = 5,
    PaymentRequested = 6,
    Withdrawn = 7,
    Stopped = 8,
    Finished = 9,
    Returned = 10,
}
