using System.Globalization;
using Engine.Conformance.Support;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Engine.Conformance.Grains;

internal abstract class Probe(Journal journal, Gates gates, TimeProvider time) : Grain, IProbe
{
    private readonly Guid _instance = Guid.NewGuid();
    private int _count;

    private string Key => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        journal.Note(Key, "activated");
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Note(Key, $"deactivated {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<Guid> Instance() => Task.FromResult(_instance);

    public async Task Work(string name)
    {
        journal.Note(Key, $"start {name}");
        await gates.Pass(name);
        journal.Note(Key, $"end {name}");
    }

    public Task Interleaved(string name) => Work(name);

    public Task Read(string name) => Work(name);

    public Task Stall(string name) => Work(name);

    public Task Note(string entry)
    {
        journal.Note(Key, entry);
        return Task.CompletedTask;
    }

    public Task NoteTimes(string key, int times)
    {
        var other = GrainFactory.GetGrain<ITurnsProbe>(key);
        return Task.WhenAll(Enumerable.Range(0, times).Select(at => other.Note(at.ToString(CultureInfo.InvariantCulture))));
    }

    public async Task NoteAndForget(string entry)
    {
        await gates.Pass(Key);
        journal.Note(Key, entry);
    }

    public Task ThrowAndForget()
    {
        journal.Note(Key, "threw");
        throw new InvalidOperationException("Nobody hears this.");
    }

    public ValueTask<int> Double(int value) => new(value * 2);

    public async ValueTask NoteValue(string entry)
    {
        await Task.Yield();
        journal.Note(Key, entry);
    }

    public async Task Throw(string message)
    {
        await Task.Yield();
        throw new InvalidOperationException(message);
    }

    public Task<int> ThrowAtOnce(string message) => throw new InvalidOperationException(message);

    public Task Cycle(string other, int hops) =>
        hops == 0 ? Task.CompletedTask : GrainFactory.GetGrain<ITurnsProbe>(other).Cycle(Key, hops - 1);

    public async Task<int> Count(int times)
    {
        for (var round = 0; round < times; round++)
        {
            var read = _count;
            if (round % 3 == 0)
                Thread.SpinWait(50);
            _count = read + 1;
            await (round % 2 == 0 ? Task.Run(static () => Thread.SpinWait(20)) : YieldAsync());
        }

        return _count;

        static async Task YieldAsync() => await Task.Yield();
    }

    public async Task Cancellable(string name, CancellationToken cancellationToken)
    {
        journal.Note(Key, $"start {name}");
        try
        {
            await gates.Pass(name).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            journal.Note(Key, $"cancelled {name}");
            throw;
        }
    }

    public Task<DateTimeOffset> Now() => Task.FromResult(time.GetUtcNow());

    public Task<(string FromGrain, string FromReference)> OwnKey() =>
        Task.FromResult((Key, this.AsReference<IProbe>().GetPrimaryKeyString()));

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task WorkAndLeave(string name)
    {
        DeactivateOnIdle();
        return Work(name);
    }

    public Task DelayLeaving(TimeSpan span)
    {
        DelayDeactivation(span);
        return Task.CompletedTask;
    }
}

internal sealed class TurnsProbeGrain(Journal journal, Gates gates, TimeProvider time) : Probe(journal, gates, time), ITurnsProbe;

[Reentrant]
internal sealed class ReentrantProbeGrain(Journal journal, Gates gates, TimeProvider time) : Probe(journal, gates, time), IReentrantProbe;
