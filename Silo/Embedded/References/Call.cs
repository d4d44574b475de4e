namespace Orleans.Runtime;

/// <summary>A call of a grain method. The caller goes on when it is answered, refused, cancelled or timed out, whichever is first.</summary>
internal sealed class Call<T>(GrainMethod<T> method, Reference reference, object?[] arguments) : Turn
{
    private static readonly Task<T> s_unanswered = Task.FromResult(default(T)!);

    // Null for a one-way call. Continuations run elsewhere: the caller's code never runs inside the grain's turn.
    private readonly TaskCompletionSource<T>? _answer = method.OneWay ? null : new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _cancellation;

    public Task<T> Answered => _answer?.Task ?? s_unanswered;

    public override bool Abandoned => _answer is { Task.IsCompleted: true };

    /// <summary>When the token is cancelled the caller goes on at once; the grain sees the same token.</summary>
    public void FollowToken()
    {
        if (method.TokenAt < 0 || _answer is null || arguments[method.TokenAt] is not CancellationToken { CanBeCanceled: true } token)
            return;
        _cancellation = token.UnsafeRegister(
            static (answer, token) => ((TaskCompletionSource<T>)answer!).TrySetCanceled(token), _answer);
    }

    public override void TimeOut() =>
        _answer?.TrySetException(new TimeoutException($"{method.Name} of {reference.GrainId} was not answered in time."));

    public override void Refuse(Exception reason) => Answer(answer: null, reason);

    protected override Task Start(object grain) => method.Body(grain, arguments);

    protected override void Answer(Task? answer, Exception? failure)
    {
        _cancellation.Dispose();
        if (_answer is null)
        {
            if (failure is not null)
                reference.Destination.Traits.Log.OneWayFailed(failure, method.Name, reference.GrainId.ToString());
        }
        else if (failure is not null)
        {
            _answer.TrySetException(failure);
        }
        else if (answer is Task<T> result)
        {
            _answer.TrySetFromTask(result);
        }
        else
        {
            _answer.TrySetResult(default!);
        }
    }
}
