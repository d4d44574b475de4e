using Engine.Conformance.Support;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Engine.Conformance.Grains;

[GenerateSerializer]
[Alias("row")]
public sealed record Row
{
    [Id(0)]
    public int Value { get; init; }
}

public interface IStateful : IGrainWithStringKey
{
    [Alias("get")]
    Task<int> Get();

    /// <summary>What the state was when the grain was activated.</summary>
    [Alias("get-at-activation")]
    Task<int> GetAtActivation();

    [Alias("set")]
    Task Set(int value);

    [Alias("set-kept-back")]
    Task SetWithoutWriting(int value);

    [Alias("add")]
    Task Add(int value);

    [Alias("clear")]
    Task Clear();

    [Alias("reread")]
    Task Reread();

    [Alias("record")]
    Task<(string? Etag, bool Exists)> Record();

    [Alias("set-through")]
    Task SetThrough(string other, int value);

    [Alias("instance")]
    Task<Guid> Instance();

    [Alias("leave")]
    Task Leave();
}

public interface IStatefulGrain : IStateful;

public interface IReentrantStatefulGrain : IStateful;

internal abstract class Stateful(IPersistentState<Row> row) : Grain, IStateful
{
    private readonly Guid _instance = Guid.NewGuid();
    private int _atActivation;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _atActivation = row.State.Value;
        return Task.CompletedTask;
    }

    public Task<int> Get() => Task.FromResult(row.State.Value);

    public Task<int> GetAtActivation() => Task.FromResult(_atActivation);

    public async Task Set(int value)
    {
        row.State = new Row { Value = value };
        await row.WriteStateAsync();
    }

    public Task SetWithoutWriting(int value)
    {
        row.State = new Row { Value = value };
        return Task.CompletedTask;
    }

    public async Task Add(int value)
    {
        row.State = new Row { Value = row.State.Value + value };
        await row.WriteStateAsync();
    }

    public Task Clear() => row.ClearStateAsync();

    public Task Reread() => row.ReadStateAsync();

    public Task<(string? Etag, bool Exists)> Record() => Task.FromResult((row.Etag, row.RecordExists));

    public Task SetThrough(string other, int value) => GrainFactory.GetGrain<IStatefulGrain>(other).Set(value);

    public Task<Guid> Instance() => Task.FromResult(_instance);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

internal sealed class StatefulGrain([PersistentState("row", "rows")] IPersistentState<Row> row) : Stateful(row), IStatefulGrain;

[Reentrant]
internal sealed class ReentrantStatefulGrain([PersistentState("shared-row", "rows")] IPersistentState<Row> row)
    : Stateful(row), IReentrantStatefulGrain;
