namespace Grains.Interfaces.Deadlines;

/// <summary>What a step of an explanation tells. The fields that are always there are named; others may be.</summary>
public enum ExplanationKind
{
    Unknown = 0,

    /// <summary><c>at</c>, <c>date</c>: the instant from which the clock was asked to run.</summary>
    Start = 1,

    /// <summary><c>unit</c>, <c>value</c>: the time allowed.</summary>
    Allowance = 2,

    /// <summary><c>at</c>: a due that the source has set; nothing is counted, and only pauses move it.</summary>
    Promised = 3,

    /// <summary>
    /// <c>from</c>, <c>at</c>, <c>reason</c>: the start is outside opening hours and was moved to the next opening (backward: to the
    /// closing before); <c>name</c> and <c>status</c> when its date is closed.
    /// </summary>
    OutsideHours = 4,

    /// <summary>As <see cref="OutsideHours"/>, but the start's own date is day 0 all the same.</summary>
    StartKept = 5,

    /// <summary><c>date</c>, <c>from</c>, <c>to</c>, <c>seconds</c>: working time counted in one opening interval.</summary>
    OpenInterval = 6,

    /// <summary><c>date</c>, <c>days</c>: the n-th open day counted; <c>hoursOf</c> on a make-up day.</summary>
    OpenDay = 7,

    /// <summary><c>date</c>, <c>reason</c>, <c>name</c>: a closed day passed over; <c>status</c> when the calendar tells it.</summary>
    ClosedDay = 8,

    /// <summary><c>date</c>, <c>hoursOf</c>: a day that is normally closed and was worked; its time or day is the step that follows.</summary>
    MakeUpDay = 9,

    /// <summary><c>date</c>, <c>from</c>, <c>at</c>, <c>reason</c>: a clock time outside that day's hours was moved into them.</summary>
    Clipped = 10,

    /// <summary><c>at</c>, <c>clock</c>, <c>date</c>, <c>reason</c>: a same-day procedure; <c>date</c> is the day at whose closing it is due.</summary>
    CutOff = 11,

    /// <summary><c>from</c>, <c>date</c>, <c>unit</c>, <c>value</c>: days or months of the calendar lead to this date.</summary>
    CalendarDate = 12,

    /// <summary><c>date</c>, <c>reason</c>, <c>name</c>: the date counted is closed, and is rolled forward, back, or kept.</summary>
    DueOnClosedDay = 13,

    /// <summary><c>seconds</c>, <c>days</c> or both: the sum of what was counted since the start or restart, which is the allowance.</summary>
    Total = 14,

    /// <summary><c>at</c>, <c>reason</c>: the time ran out exactly at a closing; the due is that closing, or the next opening.</summary>
    EndsAtClosing = 15,

    /// <summary>
    /// <c>from</c>, <c>to</c>, <c>pause</c>: a pause; <c>seconds</c> is the working time in it after the start, when the calendar covers it.
    /// Without <see cref="Moved"/> after it, it moves nothing.
    /// </summary>
    Pause = 16,

    /// <summary><c>from</c>, <c>pause</c>: a pause that has not ended moves nothing yet.</summary>
    OpenPause = 17,

    /// <summary>
    /// <c>from</c>, <c>at</c>, <c>pause</c>, and <c>to</c> if it has ended: a pause that began after the due (<c>at</c>) had passed moves
    /// nothing.
    /// </summary>
    LatePause = 18,

    /// <summary><c>from</c>, <c>to</c>, <c>pause</c>: the pause moved the due from one instant to another.</summary>
    Moved = 19,

    /// <summary><c>at</c>, <c>pause</c>: the whole allowance begins again when the pause ends.</summary>
    Restart = 20,

    /// <summary><c>from</c>, <c>at</c>, <c>value</c>: rounded up to a multiple of minutes, or (0) to the second.</summary>
    RoundedUp = 21,

    /// <summary>
    /// <c>count</c>: so many intervals, days counted and days off are left out here, because there are too many; <c>seconds</c> is the
    /// working time in them. Just before the due: so many other steps.
    /// </summary>
    LeftOut = 22,

    /// <summary><c>at</c>, <c>date</c>: the result, always the last step.</summary>
    Due = 23,

    /// <summary><c>from</c>, <c>at</c>, <c>date</c>: the due was set to the end of the day, its last closing.</summary>
    EndOfDay = 24,

    /// <summary><c>at</c>, <c>seconds</c>: the end of a stretch whose working time was asked for, and that time.</summary>
    Elapsed = 25,
}

/// <summary>Why a step of an explanation is as it is.</summary>
public enum ExplanationReason
{
    Unknown = 0,

    BeforeHours = 1,

    /// <summary>Between two intervals of a day, as at lunch.</summary>
    BetweenHours = 2,

    AfterHours = 3,

    /// <summary>A day off listed by date.</summary>
    Holiday = 4,

    /// <summary>A day off every year.</summary>
    YearlyHoliday = 5,

    /// <summary>A weekday without hours.</summary>
    WeeklyDayOff = 6,

    /// <summary>The zone's clocks skip the hours of that date, or the date.</summary>
    HoursSkipped = 7,

    /// <summary>In the hours in which dossiers are received and deadlines do not run.</summary>
    ReceptionHours = 8,

    /// <summary>Received by the cut-off of an open day.</summary>
    ByCutOff = 9,

    /// <summary>Received after the cut-off.</summary>
    AfterCutOff = 10,

    RolledForward = 11,

    RolledBack = 12,

    Kept = 13,

    /// <summary>The due is the closing instant.</summary>
    AtClosing = 14,

    /// <summary>The due is the next opening instant.</summary>
    AtNextOpening = 15,
}
