namespace Grains.Escalation;

/// <summary>
/// How many dossiers climb at once in this process, whichever agency asks. At closing time a whole province climbs: without a bound,
/// events that come in would wait behind thousands of its writes; with it behind one batch.
/// </summary>
public sealed class ClimbGate : IDisposable
{
    /// <summary>Enough to fill a commit; more would only wait there.</summary>
    public const int AtOnce = 256;

    private readonly SemaphoreSlim _free = new(AtOnce);

    /// <summary>Who waits longest goes first. Disposing the answer lets the next one in.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        return new Place(_free);
    }

    public void Dispose() => _free.Dispose();

    private sealed class Place(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
