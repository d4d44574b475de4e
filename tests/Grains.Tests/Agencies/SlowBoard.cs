using Grains.Interfaces.Agencies;

namespace Grains.Tests.Agencies;

/// <summary>A process that shows a board and answers when the test says so.</summary>
internal sealed class SlowBoard : IBoardObserver
{
    private (TaskCompletionSource Call, long Sequence, bool IsFrame)? _call;

    /// <summary>Calls that wait for their answer.</summary>
    public int AtOnce { get; private set; }

    /// <summary>Every frame that came, answered or not.</summary>
    public List<BoardFrame> Frames { get; } = [];

    /// <summary>The numbers of all frames and beats that were answered.</summary>
    public List<long> Heard { get; } = [];

    /// <summary>The newest board that was answered.</summary>
    public long Shown { get; private set; }

    /// <summary>It has heard that the agency leaves its silo.</summary>
    public bool IsLeft { get; private set; }

    public Task OnFrameAsync(BoardFrame frame)
    {
        Frames.Add(frame);
        return CallAsync(frame.Sequence, isFrame: true);
    }

    public Task OnBeatAsync(string epoch, long sequence, DateTimeOffset asOf)
    {
        IsLeft |= epoch.Length == 0;
        return CallAsync(sequence, isFrame: false);
    }

    public void Answer() => End((call, sequence, isFrame) =>
    {
        Heard.Add(sequence);
        Shown = isFrame ? sequence : Shown;
        call.SetResult();
    });

    public void Fail() => End((call, _, _) => call.SetException(new TimeoutException("no answer")));

    private Task CallAsync(long sequence, bool isFrame)
    {
        AtOnce++;
        var call = new TaskCompletionSource();
        _call = (call, sequence, isFrame);
        return call.Task;
    }

    private void End(Action<TaskCompletionSource, long, bool> end)
    {
        if (_call is not var (call, sequence, isFrame))
            return;
        (_call, AtOnce) = (null, AtOnce - 1);
        end(call, sequence, isFrame);
    }
}
