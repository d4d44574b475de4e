namespace Grains.Agencies;

/// <summary>
/// What one side has not been told yet: it is told at once, and then again after the gap at the earliest. What breaks a silence is often only
/// the first of many, as when an office closes: then the second telling may come soon, and the third makes up for it.
/// </summary>
/// <param name="gap">The least time between two tellings. Never more than four in four gaps.</param>
/// <param name="soon">From the telling that breaks a silence of four gaps to the next one; at most a gap.</param>
internal sealed class News(TimeSpan gap, TimeSpan soon)
{
    private DateTimeOffset _told;
    private DateTimeOffset _next;
    private bool _brokeSilence;

    /// <summary>When the oldest change was counted that has not been told; null when all have.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>A change. Answers how long to wait before telling, never negative; null when it will be told with an earlier one.</summary>
    /// <remarks>
    /// In whole milliseconds, rounded up, as timers take no others: one that came a little early every time would come too often for
    /// whoever counts the tellings in a second, and each would wait there.
    /// </remarks>
    public TimeSpan? Hear(DateTimeOffset since, DateTimeOffset now)
    {
        if (Since is { } waiting)
        {
            Since = since < waiting ? since : waiting;
            return null;
        }

        Since = since;
        var wait = _next - now;
        return wait > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)) : TimeSpan.Zero;
    }

    /// <summary>All is told; answers since when it was news.</summary>
    public DateTimeOffset? Tell(DateTimeOffset now)
    {
        var since = Since;
        var afterMakingUp = _brokeSilence && _told + (2 * gap) > now + gap ? _told + (2 * gap) : now + gap;
        _brokeSilence = now - _told >= 4 * gap;
        _next = _brokeSilence ? now + soon : afterMakingUp;
        (_told, Since) = (now, null);
        return since;
    }
}
