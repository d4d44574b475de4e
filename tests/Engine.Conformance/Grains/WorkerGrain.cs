using Engine.Conformance.Support;
using Orleans;
using Orleans.Concurrency;

namespace Engine.Conformance.Grains;

public interface IWorkerGrain : IGrainWithStringKey
{
    [Alias("work")]
    Task<Guid> Work(string gate);
}

[StatelessWorker(3)]
internal sealed class WorkerGrain(Journal journal, Gates gates) : Grain, IWorkerGrain
{
    private readonly Guid _instance = Guid.NewGuid();
    private bool _busy;

    public async Task<Guid> Work(string gate)
    {
        journal.Note(this.GetPrimaryKeyString(), _busy ? "overlap" : "start");
        _busy = true;
        await gates.Pass(gate);
        _busy = false;
        return _instance;
    }
}
