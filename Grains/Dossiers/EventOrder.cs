using Grains.Interfaces.Dossiers;
using Grains.Storage;

namespace Grains.Dossiers;

/// <summary>
/// The one order in which a dossier's events are told: by their time at the source; at the same instant by what must come first in
/// a dossier's life; then by source and id. It depends on the events alone, never on the order of arrival.
/// </summary>
internal sealed class EventOrder : IComparer<StoredEvent>
{
    public static EventOrder Instance { get; } = new();

    public int Compare(StoredEvent? x, StoredEvent? y)
    {
        var (left, right) = (x!.Event, y!.Event);
        var order = left.At.CompareTo(right.At);
        if (order == 0)
            order = Rank(left.Type).CompareTo(Rank(right.Type));
        if (order == 0)
            order = string.CompareOrdinal(left.Source, right.Source);
        return order != 0 ? order : string.CompareOrdinal(left.Id, right.Id);
    }

    private static int Rank(EventType type) => type switch
    {
        EventType.Registered => 0,
        EventType.Received => 1,
        EventType.Declined => 2,
        EventType.Transferred => 3,
        EventType.Step => 4,
        EventType.SupplementRequested or EventType.PaymentRequested => 5,
        EventType.SupplementReceived or EventType.PaymentReceived => 6,
        EventType.Extended => 7,
        EventType.Withdrawn or EventType.Stopped => 8,
        EventType.Finished => 9,
        EventType.Returned => 10,
        _ => 11,
    };
}
