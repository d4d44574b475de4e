namespace LiveBoard.Operations;

/// <summary>What the time that another process told says of its clock, when nobody knows how long its answer was under way.</summary>
internal static class ClockAhead
{
    /// <summary>How far at least the other clock is ahead of this one; negative when it is behind, zero when the way may be all of it.</summary>
    /// <param name="asked">By this clock.</param>
    /// <param name="told">By the other clock, some time between the question and the answer.</param>
    /// <param name="answered">By this clock.</param>
    public static TimeSpan AtLeast(DateTimeOffset asked, DateTimeOffset told, DateTimeOffset answered) =>
        told < asked ? told - asked : told > answered ? told - answered : TimeSpan.Zero;
}
