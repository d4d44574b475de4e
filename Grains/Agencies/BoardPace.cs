namespace Grains.Agencies;

/// <summary>
/// How often a board speaks, in the service clock's time. The composition root multiplies real time by the clock's speed, so that a
/// replay an hour a minute does not send sixty times the frames.
/// </summary>
/// <param name="Report">The least time between two reports, to the parent and to those who serve displays. Real time: 25 ms.</param>
/// <param name="Beat">A sign of life when nothing changes. Real time: 5 s.</param>
/// <param name="Sweep">How often rows written lately are read again for reports that were lost; a multiple of a beat. Real time: 30 s.</param>
/// <param name="Renewal">How long the subscription of a process that shows the board lasts. Real time: 60 s.</param>
public sealed record BoardPace(TimeSpan Report, TimeSpan Beat, TimeSpan Sweep, TimeSpan Renewal)
{
    /// <summary>Whether other processes host agencies, too, so that one may for a while be awake twice.</summary>
    public bool InCluster { get; init; }

    /// <summary>A part of the branch, however deep, that has not been heard for so long has missed a beat: what it last told is no longer taken for now.</summary>
    public TimeSpan Silence => Beat * 1.5;

    /// <summary>
    /// How long until the next beat, a tenth of a beat at the least, as a timer may come early. All agencies beat together, the deeper ones a
    /// twentieth of a beat before those above them: so a beat carries what the whole branch said a moment ago.
    /// </summary>
    /// <param name="depth">Agencies above this one. Below ten of them a beat is too old on top when the next one comes, and the board looks old for a moment.</param>
    /// <param name="place">0 to 1: where in the time of its depth an agency beats, so that thousands do not at one instant.</param>
    public TimeSpan UntilBeat(DateTimeOffset now, int depth, double place = 0)
    {
        var early = (long)(Beat.Ticks / 20 * (depth + (0.8 * place)));
        var wait = TimeSpan.FromTicks(Beat.Ticks - ((now.UtcTicks + early) % Beat.Ticks));
        return wait < Beat / 10 ? wait + Beat : wait;
    }

    /// <param name="speed">Seconds of the service's clock in one real second.</param>
    public static BoardPace At(double speed) =>
        new(TimeSpan.FromMilliseconds(25) * speed, TimeSpan.FromSeconds(5) * speed, TimeSpan.FromSeconds(30) * speed, TimeSpan.FromMinutes(1) * speed);
}
