namespace Grains.Agencies;

/// <summary>
/// How often a board speaks, in the service clock's time. The composition root multiplies real time by the clock's speed, so that a
/// replay an hour a minute does not send sixty times the frames.
/// </summary>
/// <param name="Frame">The least time between two frames for displays. Real time: 250 ms unless configured.</param>
/// <param name="Soon">From a frame that breaks a silence to the next one. Real time: 25 ms.</param>
/// <param name="Report">The least time between two reports to the parent. Real time: 50 ms.</param>
/// <param name="Beat">A sign of life when nothing changes. Real time: 5 s.</param>
/// <param name="Sweep">How often rows written lately are read again for reports that were lost. Real time: 30 s.</param>
public sealed record BoardPace(TimeSpan Frame, TimeSpan Soon, TimeSpan Report, TimeSpan Beat, TimeSpan Sweep)
{
    /// <param name="speed">Seconds of the service's clock in one real second.</param>
    /// <param name="framesPerSecond">Frames a real second, at least 1.</param>
    public static BoardPace At(double speed, int framesPerSecond = 4) => new(
        TimeSpan.FromSeconds(1.0 / framesPerSecond) * speed, TimeSpan.FromMilliseconds(25) * speed, TimeSpan.FromMilliseconds(50) * speed,
        TimeSpan.FromSeconds(5) * speed, TimeSpan.FromSeconds(30) * speed);
}
