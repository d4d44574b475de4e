namespace Monitor.Crash.Chaos;

/// <summary>Whether what displays were sent was ever wrong and yet fresh.</summary>
internal sealed class FrameJudge(Truth truth, IReadOnlyList<Fault> faults)
{
    // A display that shows the same as before is judged this often.
    private static readonly TimeSpan Anyway = TimeSpan.FromSeconds(1);

    // A step of the measure of how far a frame is behind.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _wrongClocks = TimeSpan.FromSeconds(faults.Max(fault => Math.Abs(fault.Ahead)));

    /// <exception cref="BrokenPromiseException">A frame was wrong and said to be fresh.</exception>
    public (Seen? Worst, TimeSpan Behind, TimeSpan Ahead, int Frames, int Judged) Judge(IEnumerable<IReadOnlyList<Seen>> displays)
    {
        var (worst, behind, ahead, frames, judged) = ((Seen?)null, TimeSpan.Zero, TimeSpan.Zero, 0, 0);
        foreach (var seen in displays)
        {
            frames += seen.Count;
            foreach (var frame in Worth(seen))
            {
                judged++;
                var late = truth.Behind(frame, _wrongClocks);
                if (frame.IsFresh && !(late <= Seen.Live + Grace))
                    throw new BrokenPromiseException(
                        $"{frame.Display} was shown as fresh what {(late is null ? "was never true" : $"had not been true for {late}")}: {frame}; possible was {truth.Bounds(frame, Grace, _wrongClocks)}");
                if (frame.IsFresh && late > behind)
                    (worst, behind) = (frame, late.Value);
                var early = TimeSpan.FromTicks(frame.AsOf - frame.ServerNow);
                ahead = early > ahead ? early : ahead;
            }
        }

        return (worst, behind, ahead, frames, judged);
    }

    private static IEnumerable<Seen> Worth(IReadOnlyList<Seen> seen)
    {
        Seen? last = null;
        foreach (var frame in seen)
        {
            if (last is not null && last.Shown == frame.Shown && TimeProvider.System.GetElapsedTime(last.Arrived, frame.Arrived) < Anyway)
                continue;
            last = frame;
            yield return frame;
        }
    }
}
