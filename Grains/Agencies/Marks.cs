using System.Numerics;
using Grains.Interfaces.Agencies;

namespace Grains.Agencies;

/// <summary>In which counts one dossier stands: one bit for each. Exactly these are added when it comes and taken away when it goes.</summary>
[Flags]
internal enum Marks
{
    None = 0,
    Open = 1 << 0,
    DueSoon = 1 << 1,
    Overdue = 1 << 2,
    Paused = 1 << 3,
    NoDue = 1 << 4,
    ReceivedToday = 1 << 5,
    EndedToday = 1 << 6,
    LateToday = 1 << 7,
    UpTo1Day = 1 << 8,
    UpTo3Days = 1 << 9,
    UpTo10Days = 1 << 10,
    UpTo30Days = 1 << 11,
    Over30Days = 1 << 12,
    EndedWithDue = 1 << 13,
    EndedOnTime = 1 << 14,
    Rated3 = 1 << 15,
    Satisfied3 = 1 << 16,
    Rated5 = 1 << 17,
    Satisfied5 = 1 << 18,
}

/// <summary>How many dossiers carry each mark.</summary>
internal sealed class MarkCounts
{
    private readonly int[] _counts = new int[19];

    /// <param name="mark">One of them.</param>
    public int this[Marks mark] => _counts[BitOperations.TrailingZeroCount((int)mark)];

    public void Add(Marks marks) => Change(marks, 1);

    public void Remove(Marks marks) => Change(marks, -1);

    public Tally ToTally(DateTimeOffset? oldestDue) => new()
    {
        Open = this[Marks.Open],
        DueSoon = this[Marks.DueSoon],
        Overdue = this[Marks.Overdue],
        Paused = this[Marks.Paused],
        NoDue = this[Marks.NoDue],
        ReceivedToday = this[Marks.ReceivedToday],
        EndedToday = this[Marks.EndedToday],
        LateToday = this[Marks.LateToday],
        OverdueAge = new OverdueAge(
            this[Marks.UpTo1Day], this[Marks.UpTo3Days], this[Marks.UpTo10Days], this[Marks.UpTo30Days], this[Marks.Over30Days]),
        EndedWithDue = this[Marks.EndedWithDue],
        EndedOnTime = this[Marks.EndedOnTime],
        Rated3 = this[Marks.Rated3],
        Satisfied3 = this[Marks.Satisfied3],
        Rated5 = this[Marks.Rated5],
        Satisfied5 = this[Marks.Satisfied5],
        OldestDue = oldestDue,
    };

    private void Change(Marks marks, int by)
    {
        for (var left = (int)marks; left != 0; left &= left - 1)
            _counts[BitOperations.TrailingZeroCount(left)] += by;
    }
}
