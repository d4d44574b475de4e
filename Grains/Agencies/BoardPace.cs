namespace Grains.Agencies;

/// <summary>
/// How often a board speaks, in the service clock's time. The composition root multiplies real time by the clock's speed, so that a
/// replay an hour a minute does not send sixty times the frames.
/// </summary>
/// <param name="Gap">The least time between two frames. Real time: 250 ms.</param>
/// <param name="Beat">A sign of life when nothing changes. Real time: 5 s.</param>
/// <param name="Sweep">How often rows written lately are read again for reports that were lost. Real time: 30 s.</param>
public sealed record BoardPace(TimeSpan Gap, TimeSpan Beat, TimeSpan Sweep)
{
    public static BoardPace At(double speed) =>
        new(TimeSpan.FromMilliseconds(250) * speed, TimeSpan.FromSeconds(5) * speed, TimeSpan.FromSeconds(30) * speed);
}
