using System.Collections.Immutable;
using Grains.Interfaces.Agencies;

namespace Grains.Agencies;

/// <summary>
/// How many dossiers turn at each coming instant, so that a display can turn with them even when its link is down. Only the nearest
/// instants are held, since a million dossiers have almost two million: every one up to a horizon, none beyond it.
/// </summary>
internal sealed class UpcomingTurns
{
    /// <summary>Instants kept when there are too many; twice as many are too many.</summary>
    public const int Kept = 512;

    private const long Never = long.MaxValue;

    private readonly SortedList<long, (int DueSoon, int Overdue)> _turns = [];
    private long _passed;
    private long _horizon = Never;

    public void Add(in IndexEntry entry) => Change(entry, 1);

    /// <summary>Takes back what <see cref="Add"/> announced and has not passed yet.</summary>
    public void Remove(in IndexEntry entry) => Change(entry, -1);

    /// <summary>What is at or before <paramref name="now"/> is not coming any more.</summary>
    public void Pass(long now)
    {
        _passed = now;
        while (_turns.Count > 0 && _turns.GetKeyAtIndex(0) <= now)
            _turns.RemoveAt(0);
    }

    public void Clear()
    {
        _turns.Clear();
        _horizon = Never;
    }

    /// <summary>Whether the next so many instants are held; if not, all must be added again after a <see cref="Clear"/>.</summary>
    public bool Holds(int most) => _horizon == Never || _turns.Count >= most;

    /// <summary>The next turns in order, at most so many.</summary>
    public ImmutableArray<Turn> Take(int most) =>
        [.. _turns.Take(most).Select(turn => new Turn(new DateTimeOffset(turn.Key, TimeSpan.Zero), turn.Value.DueSoon, turn.Value.Overdue))];

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
        if (at <= _passed || at > _horizon)
            return;
        var (knownDueSoon, knownOverdue) = _turns.GetValueOrDefault(at);
        var next = (DueSoon: knownDueSoon + dueSoon, Overdue: knownOverdue + overdue);
        if (next == (0, 0))
            _turns.Remove(at);
        else
            _turns[at] = next;
        if (_turns.Count < 2 * Kept)
            return;
        _horizon = _turns.GetKeyAtIndex(Kept - 1);
        while (_turns.Count > Kept)
            _turns.RemoveAt(_turns.Count - 1);
    }
}
