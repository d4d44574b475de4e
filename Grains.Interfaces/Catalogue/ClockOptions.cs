namespace Grains.Interfaces.Catalogue;

/// <summary>How a deadline is counted where practice differs between places. The first value of each is what the monitor does unless told.</summary>
[GenerateSerializer, Immutable, Alias("clock-options")]
public sealed record ClockOptions
{
    public static ClockOptions Default { get; } = new();

    [Id(0)] public ClosingPolicy Closing { get; init; }

    [Id(1)] public WorkingDayPolicy WorkingDay { get; init; }

    [Id(2)] public StartPolicy Start { get; init; }

    [Id(3)] public ClosedDuePolicy ClosedDue { get; init; }

    [Id(4)] public PausePolicy Pause { get; init; }

    /// <summary>A due instant is rounded up to a multiple of this many minutes of local time, 0 to 1440; 0: to the second.</summary>
    [Id(5)] public int RoundUpMinutes { get; init; }
}

/// <summary>Where working time ends that is used up exactly at closing.</summary>
public enum ClosingPolicy
{
    /// <summary>At that closing instant.</summary>
    Close = 0,

    /// <summary>At the next opening instant.</summary>
    NextOpening = 1,
}

/// <summary>When the n-th day of a deadline counted in days ends.</summary>
public enum WorkingDayPolicy
{
    /// <summary>At the clock time of the start, moved into that day's opening hours.</summary>
    Clock = 0,

    /// <summary>A working day is eight working hours, wherever they fall. Calendar days and months end as with <see cref="Clock"/>.</summary>
    EightHours = 1,

    /// <summary>At the last closing of that day; part of a day counts as a whole one.</summary>
    EndOfDay = 2,
}

/// <summary>Which day is day 0 when the start is outside opening hours.</summary>
public enum StartPolicy
{
    /// <summary>The day of the next opening (of the last closing, when counting backward).</summary>
    NextOpening = 0,

    /// <summary>The start's own date, open or not, so that the first open day after it is day 1.</summary>
    DayBefore = 1,
}

/// <summary>What becomes of a deadline in calendar days or months that falls on a closed date.</summary>
public enum ClosedDuePolicy
{
    /// <summary>The next open day.</summary>
    Forward = 0,

    /// <summary>The open day before.</summary>
    Back = 1,

    /// <summary>It stays, date and clock time, whatever the opening hours.</summary>
    Keep = 2,
}

/// <summary>How a pause moves the deadline.</summary>
public enum PausePolicy
{
    /// <summary>By the working time that was paused.</summary>
    Working = 0,

    /// <summary>By the time that passed, then as <see cref="ClosedDuePolicy"/> says.</summary>
    Calendar = 1,

    /// <summary>The whole allowance begins again when the pause ends.</summary>
    Restart = 2,
}
