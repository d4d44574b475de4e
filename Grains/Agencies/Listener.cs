namespace Grains.Agencies;

/// <summary>
/// Tells one other process the newest, one call at a time: what is said while a call is under way is joined into one and told by the next.
/// So whoever is slow or hangs holds up nobody, and costs one message that waits. Belongs to one grain and is used on its turns only.
/// </summary>
/// <param name="tell">The call.</param>
/// <param name="join">What is told in place of two that wait; the older one comes first.</param>
/// <param name="failed">Hears once of failures that last: of the third in a row. Who has just gone with its silo is elsewhere by the next call or two.</param>
internal sealed class Listener<T>(Func<T, Task> tell, Func<T, T, T> join, Action<Exception> failed)
    where T : class
{
    private const int Lasting = 3;

    private Task _underWay = Task.CompletedTask;
    private int _failures;
    private (T News, Task Told)? _waiting;

    /// <summary>Why the newest call that has ended was not heard; null when it was.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>No call is under way and none waits.</summary>
    public bool IsIdle => _waiting is null && _underWay.IsCompleted;

    /// <summary>Whatever was said has been heard.</summary>
    public bool HasHeard => IsIdle && Failure is null;

    /// <summary>Ends when this news has been told, heard or not; never fails.</summary>
    public Task TellAsync(T news)
    {
        if (_waiting is var (older, told))
        {
            _waiting = (join(older, news), told);
            return told;
        }

        if (_underWay.IsCompleted)
            return _underWay = SendAsync(news);
        var next = SendAfterAsync(_underWay);
        _waiting = (news, next);
        return next;
    }

    private async Task SendAfterAsync(Task underWay)
    {
        await underWay;
        var (news, _) = _waiting!.Value;
        _waiting = null;
        await (_underWay = SendAsync(news));
    }

    private async Task SendAsync(T news)
    {
        try
        {
            await tell(news);
            (Failure, _failures) = (null, 0);
        }
        catch (Exception failure)
        {
            Failure = failure;
            if (++_failures == Lasting)
                failed(failure);
        }
    }
}
