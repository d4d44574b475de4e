using System.Collections.Immutable;
using Grains.Interfaces.Agencies;

namespace Grains.Agencies;

/// <summary>How many dossiers turn at each coming instant, so that a display can turn with them even when its link is down.</summary>
internal sealed class UpcomingTurns
{
    private readonly SortedDictionary<long, (int DueSoon, int Overdue)> _turns = [];

    public void Add(in IndexEntry entry, long now)
    {
        if (entry.IsOpen && entry.DueSoonFrom > now)
            Change(entry.DueSoonFrom, 1, 0);
        if (entry.IsOpen && entry.OverdueFrom > now)
            Change(entry.OverdueFrom, 0, 1);
    }

    /// <summary>Takes back what <see cref="Add"/> announced and has not passed yet.</summary>
    public void Remove(in IndexEntry entry)
    {
        if (entry.IsOpen && _turns.ContainsKey(entry.DueSoonFrom))
            Change(entry.DueSoonFrom, -1, 0);
        if (entry.IsOpen && _turns.ContainsKey(entry.OverdueFrom))
            Change(entry.OverdueFrom, 0, -1);
    }

    public void Pass(long now)
    {
        while (_turns.Count > 0 && First() is var at && at <= now)
            _turns.Remove(at);
    }

    public void Clear() => _turns.Clear();

    /// <summary>The next turns in order, at most so many.</summary>
    public ImmutableArray<Turn> Take(int most) =>
        [.. _turns.Take(most).Select(turn => new Turn(new DateTimeOffset(turn.Key, TimeSpan.Zero), turn.Value.DueSoon, turn.Value.Overdue))];

    private long First()
    {
        foreach (var at in _turns.Keys)
            return at;
        return 0;
    }

    private void Change(long at, int dueSoon, int overdue)
    {
        var (knownDueSoon, knownOverdue) = _turns.GetValueOrDefault(at);
        var next = (DueSoon: knownDueSoon + dueSoon, Overdue: knownOverdue + overdue);
        if (next == (0, 0))
            _turns.Remove(at);
        else
            _turns[at] = next;
    }
}
