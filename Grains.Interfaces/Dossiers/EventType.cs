namespace Grains.Interfaces.Dossiers;

/// <summary>What happened to a dossier. Numbers are stored: never renumber, never reuse.</summary>
/// <remarks>JSON names are the kebab-case of the members, such as <c>supplement-requested</c>.</remarks>
public enum EventType
{
    Unknown = 0,
    Registered = 1,
    Received = 2,
    Declined = 3,
    Step = 4,
    SupplementRequested = 5,
    SupplementReceived = 6,
    PaymentRequested = 7,
    PaymentReceived = 8,
    Extended = 9,
    Transferred = 10,
    Withdrawn = 11,
    Stopped = 12,
    Finished = 13,
    Returned = 14,
    Rated = 15,
    Petitioned = 16,
    PetitionAnswered = 17,
}
