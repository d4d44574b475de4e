namespace Grains.Agencies;

/// <summary>What others have not been told yet: it is told at once, and then again after the gap at the earliest.</summary>
internal sealed class News(TimeSpan gap)
{
    private DateTimeOffset _next;

    /// <summary>When the oldest change was counted that has not been told; null when all have.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>A change. Answers how long to wait before telling, never negative; null when it will be told with an earlier one.</summary>
    public TimeSpan? Hear(DateTimeOffset since, DateTimeOffset now)
    {
        if (Since is { } waiting)
        {
            Since = Earlier(since, waiting);
            return null;
        }

        Since = since;
        return _next > now ? _next - now : TimeSpan.Zero;
    }

    /// <summary>All is told; answers since when it was news.</summary>
    public DateTimeOffset? Tell(DateTimeOffset now)
    {
        var since = Since;
        (_next, Since) = (now + gap, null);
        return since;
    }

    /// <summary>Of two tellings in one the older counts; null tells nothing new.</summary>
    public static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => other is null || one < other ? one : other;
}
