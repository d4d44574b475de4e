using System.Collections.Concurrent;
using Engine.Conformance.Support;
using Orleans;
using Orleans.Runtime;

namespace Engine.Conformance.Grains;

public interface IFailingGrain : IGrainWithStringKey
{
    [Alias("ping")]
    Task Ping();
}

/// <summary>Fails its first activation at the gate named after its key, and then no more.</summary>
internal sealed class FailingGrain(Journal journal, Gates gates) : Grain, IFailingGrain
{
    private static readonly ConcurrentDictionary<string, int> s_attempts = new(StringComparer.Ordinal);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        var attempt = s_attempts.AddOrUpdate(key, 1, static (_, count) => count + 1);
        journal.Note(key, $"attempt {attempt}");
        await gates.Pass(key);
        if (attempt == 1)
            throw new InvalidOperationException("The first activation fails.");
    }

    public Task Ping() => Task.CompletedTask;
}

public interface IUnbuildableGrain : IGrainWithStringKey
{
    [Alias("ping")]
    Task Ping();
}

internal sealed class UnbuildableGrain : Grain, IUnbuildableGrain
{
    public UnbuildableGrain() => throw new InvalidOperationException("Cannot be built.");

    public Task Ping() => Task.CompletedTask;
}
