using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Storage;

namespace Grains.Agencies;

/// <summary>
/// One agency's dossiers and their counts. Counts turn when time passes a dossier's own instant, which a heap finds: nothing is ever
/// swept for late ones. Pure but for its own state; the caller brings the clock, and calls from one turn at a time.
/// </summary>
internal sealed class AgencyIndex
{
    private readonly Dictionary<string, IndexEntry> _entries = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, long> _turns = new();
    private readonly PriorityQueue<string, long> _rungs = new();
    private readonly string _agency;
    private readonly Action<TimeSpan>? _turnedLate;
    private BoardDay _day;

    /// <param name="turnedLate">Told of each dossier that time made late at its competent agency, and how long ago that was.</param>
    public AgencyIndex(string agency, BoardDay day, Action<TimeSpan>? turnedLate = null)
    {
        (_agency, _day, _turnedLate) = (agency, day, turnedLate);
        Competent = new RoleIndex(Roles.Competent, _entries);
        Reception = new RoleIndex(Roles.Reception, _entries);
    }

    public RoleIndex Competent { get; }

    public RoleIndex Reception { get; }

    public int Dossiers => _entries.Count;

    /// <summary>Instants that are waited for, those that no longer count included: a few for each dossier at most.</summary>
    public int Waiting => _turns.Count + _rungs.Count;

    public BoardDay Day => _day;

    /// <summary>The next instant, in UTC ticks, at which <see cref="Advance"/> has something to do; the end of the day at the latest.</summary>
    public long NextTurn => Math.Min(
        _day.End, Math.Min(_turns.TryPeek(out _, out var turn) ? turn : long.MaxValue, _rungs.TryPeek(out _, out var rung) ? rung : long.MaxValue));

    /// <summary>Whether the line was news: a version already known, or an older one, changes nothing.</summary>
    public bool Apply(DossierLine line, DateTimeOffset now)
    {
        if (!Apply(CountedDossier.Of(line, _agency), now))
            return false;
        SetAlerts(line.Dossier, line.OpenAlerts);
        return true;
    }

    /// <summary>The same without its open alerts, which stay as they were.</summary>
    public bool Apply(in CountedDossier counted, DateTimeOffset now)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, counted.Dossier, out var exists);
        if (exists && known.Version >= counted.Version)
            return false;
        Advance(now);
        Forget(counted.Dossier, known);
        var rung = known.NextRung;
        known = new IndexEntry(counted);
        if (known.Roles != Roles.None)
            Count(counted.Dossier, ref known, now.UtcTicks);
        if (known.NextRung != rung)
            EnqueueRung(counted.Dossier, known);
        return true;
    }

    /// <summary>Replaces a known dossier's open alerts.</summary>
    public void SetAlerts(string dossier, ImmutableArray<Alert> alerts)
    {
        var roles = _entries.TryGetValue(dossier, out var entry) ? entry.Roles : Roles.None;
        Competent.Alerts.Replace(dossier, roles.HasFlag(Roles.Competent) ? alerts : []);
        Reception.Alerts.Replace(dossier, roles.HasFlag(Roles.Reception) ? alerts : []);
    }

    /// <summary>Gives back the room that growing has left over, but for an eighth: for after all was read.</summary>
    public void Trim()
    {
        _entries.TrimExcess(_entries.Count + (_entries.Count / 8));
        _turns.TrimExcess();
        _rungs.TrimExcess();
    }

    /// <summary>Lets time pass: every count whose instant has come turns. Answers whether any did.</summary>
    public bool Advance(DateTimeOffset now)
    {
        var ticks = now.UtcTicks;
        var turned = false;
        while (_turns.TryPeek(out var dossier, out var at) && at <= ticks)
        {
            _turns.Dequeue();
            ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, dossier);
            if (!Unsafe.IsNullRef(ref entry) && entry.NextTurn == at)
            {
                var wasLate = entry.Counted.HasFlag(Marks.Overdue);
                Recount(dossier, ref entry, ticks);
                turned = true;
                if (!wasLate && entry.Counted.HasFlag(Marks.Overdue) && entry.Roles.HasFlag(Roles.Competent))
                    _turnedLate?.Invoke(TimeSpan.FromTicks(ticks - entry.OverdueFrom));
            }
        }

        Pass(ticks);
        return turned;
    }

    /// <summary>
    /// The dossiers whose rung is to be climbed by now, each answered once: the one waiting longest first, and of equals the one overdue longest.
    /// </summary>
    public IReadOnlyList<string> TakeRungs(DateTimeOffset now)
    {
        var climb = new List<(string Dossier, long At, long OverdueFrom)>();
        while (_rungs.TryPeek(out var dossier, out var at) && at <= now.UtcTicks)
        {
            _rungs.Dequeue();
            ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, dossier);
            if (Unsafe.IsNullRef(ref entry) || entry.NextRung != at)
                continue;
            entry.NextRung = 0;
            climb.Add((dossier, at, entry.OverdueFrom == 0 ? long.MaxValue : entry.OverdueFrom));
        }

        return [.. climb.OrderBy(rung => rung.At).ThenBy(rung => rung.OverdueFrom).Select(rung => rung.Dossier)];
    }

    /// <summary>Puts a rung that was taken back, to be tried again at <paramref name="at"/>, unless its dossier has told since that it is climbed.</summary>
    public void RetryRung(string dossier, DateTimeOffset at)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, dossier);
        if (Unsafe.IsNullRef(ref entry) || !entry.HasRung || entry.NextRung != 0)
            return;
        entry.NextRung = at.UtcTicks;
        EnqueueRung(dossier, entry);
    }

    /// <summary>
    /// A new day (or month, or zone): every dossier is looked at once. Those that had no part in the day before either are let go; until
    /// then their version is kept, so that an older line that comes late does not count them again.
    /// </summary>
    public void StartDay(BoardDay day, DateTimeOffset now)
    {
        _day = day;
        _turns.Clear();
        _rungs.Clear();
        Competent.Clear();
        Reception.Clear();
        Pass(now.UtcTicks);
        var gone = new List<string>();
        foreach (var dossier in _entries.Keys)
        {
            ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, dossier);
            entry.Counted = Marks.None;
            if (entry.Roles != Roles.None)
                Count(dossier, ref entry, now.UtcTicks);
            EnqueueRung(dossier, entry);
            if (entry.Counted == Marks.None && entry.IsIdle)
                gone.Add(dossier);
            entry.IsIdle = entry.Counted == Marks.None;
        }

        foreach (var dossier in gone)
            _entries.Remove(dossier);
    }

    private void Count(string dossier, ref IndexEntry entry, long now)
    {
        Recount(dossier, ref entry, now);
        Competent.Announce(entry);
        Reception.Announce(entry);
    }

    private void EnqueueRung(string dossier, in IndexEntry entry)
    {
        if (entry.NextRung != 0)
            _rungs.Enqueue(dossier, entry.NextRung);
        if (_rungs.Count < 1_024 + (4 * _entries.Count))
            return;
        _rungs.Clear();
        _rungs.EnqueueRange(_entries.Where(known => known.Value.NextRung != 0).Select(known => (known.Key, known.Value.NextRung)));
    }

    private void Pass(long now)
    {
        Competent.Upcoming.Pass(now);
        Reception.Upcoming.Pass(now);
    }

    private void Recount(string dossier, ref IndexEntry entry, long now)
    {
        var marks = entry.MarksAt(now, _day);
        Competent.Change(dossier, entry, marks);
        Reception.Change(dossier, entry, marks);
        entry.Counted = marks;
        entry.NextTurn = entry.TurnAfter(now);
        if (entry.NextTurn != 0)
            _turns.Enqueue(dossier, entry.NextTurn);
        Compact();
    }

    private void Forget(string dossier, in IndexEntry entry)
    {
        Competent.Change(dossier, entry, Marks.None);
        Reception.Change(dossier, entry, Marks.None);
        Competent.Withdraw(entry);
        Reception.Withdraw(entry);
    }

    // Heap items of dossiers that have changed since are passed over when they come up; too many of them are thrown out at once.
    private void Compact()
    {
        if (_turns.Count < 1_024 + (4 * _entries.Count))
            return;
        _turns.Clear();
        _turns.EnqueueRange(_entries.Where(known => known.Value.NextTurn != 0).Select(known => (known.Key, known.Value.NextTurn)));
    }
}
