using Grains.Catalogue;
using Grains.Interfaces.Escalation;
using Grains.Storage;
using Orleans.Concurrency;

namespace Grains.Escalation;

[StatelessWorker, Reentrant] // Holds nothing between turns.
internal sealed class AlertListGrain(IDossierQueries queries, ReferenceHolder reference) : Grain, IAlertListGrain
{
    public Task<AlertPage> ListAsync(AlertQuery query, CancellationToken cancellationToken) => queries.ListAlertsAsync(
        query.Agency is null ? null : [.. reference.Current.Branch(query.Agency)], query.State, query.Limit, query.Cursor, cancellationToken);
}
