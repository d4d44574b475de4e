namespace LiveBoard.Board;

/// <summary>
/// At most so many frames in any second, however they are spread in it: those that their agency paced pass at once, one a little early
/// and the next a little late as they may be.
/// </summary>
/// <param name="perSecond">At least 1.</param>
internal sealed class FramePace(int perSecond, TimeProvider real)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly long?[] _left = new long?[perSecond];
    private int _oldest;

    /// <summary>How long the next frame has to wait, never negative.</summary>
    public TimeSpan Wait
    {
        get
        {
            var wait = _left[_oldest] is { } left ? Second - real.GetElapsedTime(left) : TimeSpan.Zero;
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }
    }

    public void OnLeft()
    {
        _left[_oldest] = real.GetTimestamp();
        _oldest = (_oldest + 1) % perSecond;
    }
}
