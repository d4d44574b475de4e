using Grains.Interfaces.Agencies;
using Grains.Storage;

namespace Grains.Agencies;

/// <summary>The counts of the dossiers that an agency has in one role: as competent agency, or as reception point.</summary>
/// <param name="entries">All dossiers of the agency.</param>
internal sealed class RoleIndex(Roles role, Dictionary<string, IndexEntry> entries)
{
    private readonly PriorityQueue<string, long> _oldest = new();
    private MarkCounts _counts = new();

    public UpcomingTurns Upcoming { get; } = new();

    public OpenAlerts Alerts { get; } = new();

    /// <summary>Moves a dossier from the marks that it was counted with to others.</summary>
    public void Change(string dossier, in IndexEntry entry, Marks marks)
    {
        if (!entry.Roles.HasFlag(role))
            return;
        _counts.Remove(entry.Counted & ~marks);
        _counts.Add(marks & ~entry.Counted);
        if ((marks & ~entry.Counted).HasFlag(Marks.Overdue))
            Remember(dossier, entry.OverdueFrom);
    }

    public void Announce(in IndexEntry entry)
    {
        if (entry.Roles.HasFlag(role))
            Upcoming.Add(entry);
    }

    public void Withdraw(in IndexEntry entry)
    {
        if (entry.Roles.HasFlag(role))
            Upcoming.Remove(entry);
    }

    public void Clear()
    {
        _counts = new MarkCounts();
        _oldest.Clear();
        Upcoming.Clear();
    }

    public RoleReport Report()
    {
        if (!Upcoming.Holds(BoardFrame.MaxUpcoming))
            AnnounceAgain();
        return new(Tally(), Alerts.Newest(BoardFrame.MaxAlerts), Alerts.Count, Upcoming.Take(BoardFrame.MaxUpcoming));
    }

    private Tally Tally()
    {
        while (_oldest.TryPeek(out var dossier, out var from) && !IsOverdue(dossier, from))
            _oldest.Dequeue();
        var oldest = _oldest.TryPeek(out _, out var late) ? new DateTimeOffset(late - 1, TimeSpan.Zero) : (DateTimeOffset?)null;
        return _counts.ToTally(oldest);
    }

    private bool IsOverdue(string dossier, long from) => entries.TryGetValue(dossier, out var entry) && IsOverdue(entry) && entry.OverdueFrom == from;

    private bool IsOverdue(in IndexEntry entry) => entry.Roles.HasFlag(role) && entry.Counted.HasFlag(Marks.Overdue);

    private void AnnounceAgain()
    {
        Upcoming.Clear();
        foreach (var entry in entries.Values)
            Announce(entry);
    }

    // Items of dossiers that are no longer overdue are passed over when they come up; too many of them are thrown out at once.
    private void Remember(string dossier, long overdueFrom)
    {
        if (_oldest.Count >= 1_024 + (2 * _counts[Marks.Overdue]))
        {
            _oldest.Clear();
            _oldest.EnqueueRange(entries.Where(known => IsOverdue(known.Value)).Select(known => (known.Key, known.Value.OverdueFrom)));
        }

        _oldest.Enqueue(dossier, overdueFrom);
    }
}
