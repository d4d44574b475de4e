using NodaTime;

namespace Grains.Time;

/// <summary>When a clock runs out: at an instant, never, or not to be told.</summary>
public abstract record Deadline
{
    private Deadline()
    {
    }

    /// <summary>Ending at this very instant is on time; late is strictly after it.</summary>
    public sealed record Due(Instant At) : Deadline;

    /// <summary>There is no time limit.</summary>
    public sealed record Undated : Deadline;

    /// <summary>The deadline cannot be counted. <paramref name="Code"/> is stable (<c>calendar-does-not-cover</c>); the message says what to do.</summary>
    public sealed record Refused(string Code, string Message) : Deadline
    {
        public const string CalendarDoesNotCover = "calendar-does-not-cover";
    }
}
