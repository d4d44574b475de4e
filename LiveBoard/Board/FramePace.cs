namespace LiveBoard.Board;

/// <summary>
/// When the next frame of a board may leave: at once after a silence, then a gap apart, so that what is told is at most a gap old. What
/// breaks a silence is often only the first of many, as when an office closes: then the second frame may leave soon, and the third makes
/// up for it.
/// </summary>
/// <param name="perSecond">Never more frames than this in a second; at least 2.</param>
/// <remarks>The only pace between a count and a screen that is slower than a blink: two such in a row would add up.</remarks>
internal sealed class FramePace(int perSecond, TimeProvider real)
{
    // Longer than the 25 ms between two reports of an agency: what its first did not tell comes with the second frame, not a gap later.
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);

    private readonly TimeSpan _gap = TimeSpan.FromSeconds(1) / perSecond;
    private readonly long _start = real.GetTimestamp();
    private TimeSpan _left = -TimeSpan.FromSeconds(1);
    private TimeSpan _next;
    private bool _brokeSilence;

    /// <summary>How long the next frame has to wait, never negative; in whole milliseconds, as timers take no others.</summary>
    public TimeSpan Wait
    {
        get
        {
            var wait = _next - Now;
            return wait > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)) : TimeSpan.Zero;
        }
    }

    private TimeSpan Now => real.GetElapsedTime(_start);

    public void OnLeft()
    {
        var now = Now;
        var afterMakingUp = _brokeSilence && _left + (2 * _gap) > now + _gap ? _left + (2 * _gap) : now + _gap;
        _brokeSilence = now - _left >= TimeSpan.FromSeconds(1);
        _next = _brokeSilence ? now + (Soon < _gap ? Soon : _gap) : afterMakingUp;
        _left = now;
    }
}
