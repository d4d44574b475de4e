using System.Runtime.InteropServices;
using Grains.Storage;

namespace Grains.Agencies;

/// <summary>
/// What an agency keeps of one dossier in memory: a small struct, because there may be a million. Instants are UTC ticks of 100 ns;
/// 0 stands for none.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct IndexEntry
{
    /// <summary>An overdue dossier changes its age group this long after its due date.</summary>
    private static readonly long[] AgeTurns =
        [TimeSpan.TicksPerDay, 3 * TimeSpan.TicksPerDay, 10 * TimeSpan.TicksPerDay, 30 * TimeSpan.TicksPerDay];

    private readonly long _received;
    private readonly long _ended;
    private readonly long _rated;
    private readonly sbyte _scale;
    private readonly bool _dated;
    private readonly bool _satisfied;
    private readonly bool _paused;
    private readonly bool _endedLate;

    public IndexEntry(in CountedDossier counted)
    {
        Version = counted.Version;
        Roles = counted.Roles;
        _received = counted.Received;
        _ended = counted.Ended;
        _dated = counted.IsDated;
        _rated = counted.Rated;
        _scale = (sbyte)counted.RatingScale;
        _satisfied = counted.IsSatisfied;
        _paused = counted.Paused;
        _endedLate = counted.EndedLate;
        DueSoonFrom = counted.DueSoonFrom;
        OverdueFrom = counted.OverdueAfter == 0 ? 0 : counted.OverdueAfter + 1;
        NextRung = Roles.HasFlag(Roles.Competent) ? counted.NextMark : 0;
        HasRung = NextRung != 0;
    }

    /// <summary>Of the row: writes of one dossier, a few hundred at most.</summary>
    public int Version { get; }

    public Roles Roles { get; }

    public long DueSoonFrom { get; }

    /// <summary>The first tick of being late: late is strictly after due.</summary>
    public long OverdueFrom { get; }

    /// <summary>A rung is left to be climbed; none where it is not competent.</summary>
    public bool HasRung { get; }

    /// <summary>The counts that it stands in now.</summary>
    public Marks Counted { get; set; }

    /// <summary>When its marks change by themselves.</summary>
    public long NextTurn { get; set; }

    /// <summary>When its rung is to be asked for: at its mark, or later when asking failed; 0 once asked.</summary>
    public long NextRung { get; set; }

    /// <summary>It had no part in any figure when the day started.</summary>
    public bool IsIdle { get; set; }

    public readonly bool IsOpen => _received != 0 && _ended == 0;

    /// <summary>When it becomes due soon by itself; 0 for never: it is paused, or overdue before.</summary>
    public readonly long BecomesDueSoon => IsOpen && !_paused && (OverdueFrom == 0 || DueSoonFrom < OverdueFrom) ? DueSoonFrom : 0;

    public readonly Marks MarksAt(long now, in BoardDay day)
    {
        var marks = IsOpen ? OpenMarks(now) : _received != 0 ? EndedMarks(day) : Marks.None;
        if (_received != 0 && day.IsToday(_received))
            marks |= Marks.ReceivedToday;
        if (_rated != 0 && day.IsThisMonth(_rated))
            marks |= (_scale == 3 ? Marks.Rated3 : Marks.Rated5) | (!_satisfied ? Marks.None : _scale == 3 ? Marks.Satisfied3 : Marks.Satisfied5);
        return marks;
    }

    /// <summary>The next instant after <paramref name="now"/> at which the marks change by themselves; 0 for never. Midnight is not one.</summary>
    public readonly long TurnAfter(long now)
    {
        if (!IsOpen)
            return 0;
        if (OverdueFrom == 0 || now < OverdueFrom)
            return DueSoonFrom > now && !_paused ? Earlier(DueSoonFrom, OverdueFrom) : OverdueFrom;
        foreach (var age in AgeTurns)
        {
            if (now < OverdueFrom + age)
                return OverdueFrom + age;
        }

        return 0;
    }

    private readonly Marks OpenMarks(long now)
    {
        var marks = Marks.Open;
        if (!_dated)
            marks |= Marks.NoDue;
        if (OverdueFrom != 0 && OverdueFrom <= now)
            return marks | Marks.Overdue | AgeMark(now - OverdueFrom);
        if (_paused)
            return marks | Marks.Paused;
        return DueSoonFrom != 0 && DueSoonFrom <= now ? marks | Marks.DueSoon : marks;
    }

    private readonly Marks EndedMarks(in BoardDay day)
    {
        var marks = Marks.None;
        if (day.IsToday(_ended))
            marks |= Marks.EndedToday | (_endedLate ? Marks.LateToday : Marks.None);
        if (_dated && day.IsThisMonth(_ended))
            marks |= Marks.EndedWithDue | (_endedLate ? Marks.None : Marks.EndedOnTime);
        return marks;
    }

    private static Marks AgeMark(long late) =>
        late < AgeTurns[0] ? Marks.UpTo1Day
        : late < AgeTurns[1] ? Marks.UpTo3Days
        : late < AgeTurns[2] ? Marks.UpTo10Days
        : late < AgeTurns[3] ? Marks.UpTo30Days
        : Marks.Over30Days;

    private static long Earlier(long one, long other) => other == 0 ? one : Math.Min(one, other);
}
