namespace Grains.Tests.Agencies;

/// <summary>A grain's scheduler: code after an await waits for its turn, which the test gives.</summary>
internal sealed class Turns : SynchronizationContext
{
    private readonly Queue<Action> _waiting = new();

    public override void Post(SendOrPostCallback d, object? state) => _waiting.Enqueue(() => d(state));

    public override SynchronizationContext CreateCopy() => this;

    public void RunOne()
    {
        if (_waiting.TryDequeue(out var piece))
            piece();
    }

    public void RunAll()
    {
        while (_waiting.Count > 0)
            RunOne();
    }

    /// <summary>Runs a piece here and now, as the grain.</summary>
    public void Take(Action piece)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            piece();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
