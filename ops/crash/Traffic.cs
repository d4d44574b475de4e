namespace Monitor.Crash;

/// <summary>Counts requests and answers of one round, and gives the signal when the round's moment has come.</summary>
internal sealed class Traffic(KillMoment moment, int count)
{
    private readonly TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _sent;
    private int _answered;

    public Task Came => _came.Task;

    public int Answers => _answered;

    public void Sent()
    {
        if (Interlocked.Increment(ref _sent) >= count && moment != KillMoment.AfterAnswer)
            _came.TrySetResult();
    }

    public void Answered()
    {
        if (Interlocked.Increment(ref _answered) >= count && moment == KillMoment.AfterAnswer)
            _came.TrySetResult();
    }
}
