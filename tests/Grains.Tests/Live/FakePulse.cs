using Grains.Storage;

namespace Grains.Tests.Live;

/// <summary>A storage whose state the test says.</summary>
internal sealed class FakePulse : IStorePulse
{
    public bool TakesWrites { get; set; } = true;

    public bool IsSteady { get; set; } = true;

    public TimeSpan SteadyFor { get; set; } = TimeSpan.MaxValue;

    public void Stop() => (TakesWrites, IsSteady, SteadyFor) = (false, false, TimeSpan.Zero);

    /// <summary>Just now: it may not be for long.</summary>
    public void GoOn() => (TakesWrites, IsSteady) = (true, true);
}
