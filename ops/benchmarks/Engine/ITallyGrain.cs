namespace Monitor.Bench.Engine;

/// <summary>The least that a grain can do: what is measured is the engine.</summary>
public interface ITallyGrain : IGrainWithStringKey
{
    Task<long> AddAsync(long number);
}

internal sealed class TallyGrain : Grain, ITallyGrain
{
    private long _sum;

    public Task<long> AddAsync(long number) => Task.FromResult(_sum += number);
}
