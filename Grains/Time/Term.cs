using Grains.Interfaces.Catalogue;
using NodaTime;

namespace Grains.Time;

/// <summary>What limits a clock: time allowed from its start, or an instant that the source has promised.</summary>
public abstract record Term
{
    private Term()
    {
    }

    /// <summary>Whether it ends on a date that was counted, rather than after working time or at a given instant.</summary>
    internal bool CountsDays =>
        this is Allowed { Allowance.Unit: AllowanceUnit.WorkingDays or AllowanceUnit.CalendarDays or AllowanceUnit.Months };

    /// <summary>
    /// So much time from the start. With a cut-off the procedure is a same-day one, and the cut-off alone decides, not the allowance:
    /// received on an open day up to that clock time, it is due at that day's last closing; later, at the next open day's.
    /// </summary>
    public sealed record Allowed(Allowance Allowance, LocalTime? CutOff = null) : Term;

    /// <summary>The source decides; only pauses move it.</summary>
    public sealed record Promised(Instant Due) : Term;
}
