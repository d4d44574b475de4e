using Grains.Interfaces.Agencies;

namespace Grains.Agencies;

/// <summary>The counts of the dossiers that an agency has in one role: as competent agency, or as reception point.</summary>
internal sealed class RoleIndex(Roles role)
{
    private readonly Dictionary<string, long> _overdue = new(StringComparer.Ordinal);
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
        if (!marks.HasFlag(Marks.Overdue))
            _overdue.Remove(dossier);
        else if (_overdue.TryAdd(dossier, entry.OverdueFrom))
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
        _overdue.Clear();
        _oldest.Clear();
        Upcoming.Clear();
    }

    public RoleReport Report() =>
        new(Tally(), Alerts.Newest(BoardFrame.MaxAlerts), Alerts.Count, Upcoming.Take(BoardFrame.MaxUpcoming));

    private Tally Tally()
    {
        while (_oldest.TryPeek(out var dossier, out var from) && _overdue.GetValueOrDefault(dossier) != from)
            _oldest.Dequeue();
        var oldest = _oldest.TryPeek(out _, out var late) ? new DateTimeOffset(late - 1, TimeSpan.Zero) : (DateTimeOffset?)null;
        return _counts.ToTally(oldest);
    }

    private void Remember(string dossier, long overdueFrom)
    {
        _oldest.Enqueue(dossier, overdueFrom);
        if (_oldest.Count < 1_024 + (2 * _overdue.Count))
            return;
        _oldest.Clear();
        foreach (var (overdue, from) in _overdue)
            _oldest.Enqueue(overdue, from);
    }
}
