using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>A call or a timer tick: from its start to the end of the task it returns, across every <c>await</c>.</summary>
internal abstract class Turn : WorkItem
{
    /// <summary>Starts without waiting for others, and lets others start.</summary>
    public bool Interleaves { get; init; }

    /// <summary>Shares its time with other read-only turns.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Counts as use of the activation.</summary>
    public bool CountsAsUse { get; init; } = true;

    /// <summary>The tick of the <see cref="Watch"/> at which its caller stops waiting.</summary>
    public long ExpiresAt { get; init; } = long.MaxValue;

    /// <summary>Nobody waits for it any more, so that it need not start.</summary>
    public virtual bool Abandoned => false;

    /// <summary>Set by the activation when it starts the turn: whether ordinary turns wait for this one.</summary>
    internal bool Blocks { get; set; }

    internal Turn? Earlier { get; set; }

    internal Turn? Later { get; set; }

    /// <summary>How many activations have passed it on because they were ending.</summary>
    internal int Moves { get; set; }

    public override void Run(Activation activation)
    {
        if (Abandoned)
        {
            activation.End(this);
            return;
        }

        Task running;
        try
        {
            running = Start(activation.GrainInstance!);
        }
        catch (Exception failure)
        {
            Settle(activation, answer: null, failure);
            return;
        }

        if (running.IsCompleted)
            Settle(activation, running);
        else
            SettleLater(activation, running);
    }

    /// <summary>The caller has waited long enough. The turn itself, if it runs, goes on.</summary>
    public abstract void TimeOut();

    /// <summary>It will not run.</summary>
    public abstract void Refuse(Exception reason);

    protected abstract Task Start(object grain);

    /// <param name="answer">The task that has ended well, else null.</param>
    /// <param name="failure">What it threw, else null.</param>
    protected abstract void Answer(Task? answer, Exception? failure);

    // Apart from Run, so that only turns that wait pay for the closure. Comes back to the activation's context, as an await does.
    private void SettleLater(Activation activation, Task running) =>
        running.GetAwaiter().UnsafeOnCompleted(() => Settle(activation, running));

    private void Settle(Activation activation, Task ended)
    {
        if (ended.IsCompletedSuccessfully)
            Settle(activation, ended, failure: null);
        else
            Settle(activation, answer: null, FailureOf(ended));
    }

    private void Settle(Activation activation, Task? answer, Exception? failure)
    {
        if (failure is InconsistentStateException { IsSourceActivation: true } conflict)
        {
            conflict.IsSourceActivation = false;
            activation.Deactivate(new(DeactivationReasonCode.ApplicationError, conflict, "The stored state has another version."));
        }

        // First: who sees the answer may count on the turn having ended.
        activation.End(this);
        Answer(answer, failure);
    }

    private static Exception FailureOf(Task ended) => ended.Exception?.InnerException ?? new TaskCanceledException(ended);
}
