using Grains.Catalogue;
using Grains.Interfaces.Operations;
using Grains.Storage;
using Orleans.Concurrency;

namespace Grains.Operations;

[StatelessWorker, Reentrant] // Holds nothing between turns.
internal sealed class WorkloadGrain(IWorkloadQueries queries, ReferenceHolder reference, TimeProvider clock) : Grain, IWorkloadGrain
{
    public Task<Workload> GetAsync(CancellationToken cancellationToken) =>
        queries.ReadAsync(reference.Current.Agencies.Ids, clock.GetUtcNow(), cancellationToken);
}
