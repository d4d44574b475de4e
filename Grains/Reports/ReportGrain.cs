using System.Collections.Immutable;
using Grains.Agencies;
using Grains.Catalogue;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Reports;
using Grains.Storage;
using Orleans.Concurrency;

namespace Grains.Reports;

[StatelessWorker, Reentrant] // Holds nothing between turns.
internal sealed class ReportGrain(IDossierQueries queries, IDataQualityStore dataQuality, ReferenceHolder reference, TimeProvider clock)
    : Grain, IReportGrain
{
    public async Task<StandingReport> GetStandingAsync(StandingQuery query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var branch = query.Agency is null ? null : reference.Current.Branch(query.Agency);
        var rows = (await queries.ReadStandingAsync(branch, query.From, query.To, now, cancellationToken)).ToImmutableArray();
        return new StandingReport(now, Tallies.RuleSet, rows, Total(rows));
    }

    // A list holds what its board counts: a point's the dossiers that it received, any other's those that it is competent for.
    public Task<DossierPage> ListDossiersAsync(DossierQuery query, CancellationToken cancellationToken)
    {
        var branch = reference.Current.Branch(query.Agency);
        var now = clock.GetUtcNow();
        return reference.Current.Agencies.Find(query.Agency)?.Kind == AgencyKinds.Point
            ? queries.ListReceivedAsync([.. branch], query.State, query.Limit, query.Cursor, now, cancellationToken)
            : queries.ListAsync([.. branch], query.State, query.Limit, query.Cursor, now, cancellationToken);
    }

    public Task<DataQualityPage> GetDataQualityAsync(int limit, string? cursor, CancellationToken cancellationToken) =>
        dataQuality.ReadAsync(limit, cursor, cancellationToken);

    public Task<StoreCounts> GetCountsAsync(CancellationToken cancellationToken) => queries.ReadCountsAsync(cancellationToken);

    private static StandingRow Total(ImmutableArray<StandingRow> rows) => new(
        null,
        rows.Sum(row => row.Received),
        rows.Sum(row => row.EndedOnTime),
        rows.Sum(row => row.EndedLate),
        rows.Sum(row => row.EndedNoDue),
        rows.Sum(row => row.OpenInTime),
        rows.Sum(row => row.OpenOverdue),
        rows.Sum(row => row.OpenNoDue),
        rows.Sum(row => row.Paused));
}
