using System.Collections.Immutable;
using Grains.Interfaces.Agencies;

namespace Grains.Agencies;

/// <summary>How many dossiers turn at each coming instant, so that a display can turn with them even when its link is down.</summary>
internal sealed class UpcomingTurns
{
    private readonly SortedDictionary<long, (int DueSoon, int Overdue)> _turns = [];
    private long _passed;

    public void Add(in IndexEntry entry) => Change(entry, 1);

    /// <summary>Takes back what <see cref="Add"/> announced and has not passed yet.</summary>
    public void Remove(in IndexEntry entry) => Change(entry, -1);

    /// <summary>What is at or before <paramref name="now"/> is not coming any more.</summary>
    public void Pass(long now)
    {
        _passed = now;
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

    private void Change(in IndexEntry entry, int by)
    {
        if (!entry.IsOpen)
            return;
        Change(entry.BecomesDueSoon, by, 0);
        // Whoever gets overdue stops being due soon, so one that never was becomes both at that instant.
        Change(entry.OverdueFrom, entry.BecomesDueSoon == 0 ? by : 0, by);
    }

    private void Change(long at, int dueSoon, int overdue)
    {
        if (at <= _passed)
            return;
        var (knownDueSoon, knownOverdue) = _turns.GetValueOrDefault(at);
        var next = (DueSoon: knownDueSoon + dueSoon, Overdue: knownOverdue + overdue);
        if (next == (0, 0))
            _turns.Remove(at);
        else
            _turns[at] = next;
    }
}
