namespace Grains.Agencies;

/// <summary>What one side has not been told yet: it is told at once, and then again after the gap at the earliest.</summary>
/// <param name="gap">The least time between two tellings.</param>
internal sealed class News(TimeSpan gap)
{
    private DateTimeOffset _told;

    /// <summary>When the oldest change was counted that has not been told; null when all have.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>A change. Answers how long to wait before telling, never negative; null when it will be told with an earlier one.</summary>
    public TimeSpan? Hear(DateTimeOffset since, DateTimeOffset now)
    {
        if (Since is { } waiting)
        {
            Since = since < waiting ? since : waiting;
            return null;
        }

        Since = since;
        var wait = _told + gap - now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>All is told; answers since when it was news.</summary>
    public DateTimeOffset? Tell(DateTimeOffset now)
    {
        var since = Since;
        (_told, Since) = (now, null);
        return since;
    }
}
