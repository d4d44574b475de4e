namespace Grains.Storage.Sql;

/// <summary>How the commits of one lane fare: told by its thread, asked by anybody. Times are real.</summary>
internal sealed class LaneHealth(TimeProvider real)
{
    /// <summary>A commit under way for longer has everybody else refused.</summary>
    public static readonly TimeSpan HangsAfter = TimeSpan.FromSeconds(10);

    /// <summary>A commit under way for longer makes boards old.</summary>
    public static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The pulse is a small write: its success says nothing of the larger ones that failed so lately that their senders, told to come again
    /// after five seconds, have not all been back.
    /// </summary>
    public static readonly TimeSpan TrustAgainAfter = TimeSpan.FromSeconds(15);

    private const long Never = long.MinValue;

    private long _begun = Never;
    private long _ended = real.GetTimestamp();
    private long _writeFailed = Never;
    private volatile bool _failed;

    public bool TakesWrites => !_failed && !IsUnderWay(HangsAfter);

    public bool IsSteady => !_failed && !IsUnderWay(SlowAfter) && !HasPassedLessThan(TrustAgainAfter, Volatile.Read(ref _writeFailed));

    /// <summary>Nothing was committed for this long.</summary>
    public bool IsIdle(TimeSpan span) => Volatile.Read(ref _begun) == Never && !HasPassedLessThan(span, Volatile.Read(ref _ended));

    public void Begin() => Volatile.Write(ref _begun, real.GetTimestamp());

    /// <param name="isPulse">Nothing but the pulse was written.</param>
    public void Succeed(bool isPulse)
    {
        if (!isPulse)
            Volatile.Write(ref _writeFailed, Never);
        End(failed: false);
    }

    /// <inheritdoc cref="Succeed"/>
    public void Fail(bool isPulse)
    {
        if (!isPulse)
            Volatile.Write(ref _writeFailed, real.GetTimestamp());
        End(failed: true);
    }

    private void End(bool failed)
    {
        _failed = failed;
        Volatile.Write(ref _ended, real.GetTimestamp());
        Volatile.Write(ref _begun, Never);
    }

    private bool IsUnderWay(TimeSpan span) => Volatile.Read(ref _begun) is var begun and not Never && real.GetElapsedTime(begun) > span;

    private bool HasPassedLessThan(TimeSpan span, long since) => since != Never && real.GetElapsedTime(since) < span;
}
