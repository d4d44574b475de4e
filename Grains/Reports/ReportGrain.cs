using System.Collections.Immutable;
using Grains.Agencies;
using Grains.Catalogue;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Reports;
using Grains.Reports.Promises;
using Grains.Reports.RuleSets;
using Grains.Storage;
using NodaTime;
using NodaTime.Extensions;
using Orleans.Concurrency;

namespace Grains.Reports;

[StatelessWorker, Reentrant] // Holds nothing between turns.
internal sealed class ReportGrain(
    IDossierQueries queries, IDataQualityStore dataQuality, PastFigures past, RuleSetFigures figures, PromiseFigures promises, ReferenceHolder reference,
    TimeProvider clock) : Grain, IReportGrain
{
    public async Task<StandingReport?> GetStandingAsync(StandingQuery query, CancellationToken cancellationToken)
    {
        if (query.RuleSet is { } named)
            return (await figures.CountReceivedAsync(new PeriodQuery(query.Agency, query.From, query.To, query.Past, named), cancellationToken))?.ToStanding();
        if (query.Past is { } then)
            return Standing(query, then.AsOf, await past.ReadStandingAsync(query, then, cancellationToken));
        var now = clock.GetUtcNow();
        var branch = query.Agency is null ? null : reference.Current.Branch(query.Agency);
        return Standing(query, now, [.. await queries.ReadStandingAsync(branch, query.From, query.To, now, cancellationToken)]);
    }

    public async Task<HandlingReport?> GetHandlingAsync(PeriodQuery query, CancellationToken cancellationToken) =>
        (await figures.CountAsync(query, cancellationToken))?.ToHandling();

    public async Task<IndexReport?> GetIndexAsync(PeriodQuery query, CancellationToken cancellationToken) =>
        (await figures.CountAsync(query, cancellationToken))?.ToIndex();

    public Task<PromiseReport> GetPromisesAsync(PromiseQuery query, CancellationToken cancellationToken) => promises.CountAsync(query, cancellationToken);

    public Task<BoardFrame?> GetPastBoardAsync(string agency, Past then, CancellationToken cancellationToken) =>
        past.ReadBoardAsync(agency, then, cancellationToken);

    public Task<DateTimeOffset> GetStartOfDayAsync(string? agency, DateOnly day, CancellationToken cancellationToken)
    {
        var zone = reference.Current.CalendarOf(agency)?.Zone ?? DateTimeZone.Utc;
        return Task.FromResult(zone.AtStartOfDay(day.ToLocalDate()).ToDateTimeOffset().ToUniversalTime());
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

    private static StandingReport Standing(StandingQuery query, DateTimeOffset asOf, ImmutableArray<StandingRow> rows)
    {
        return new StandingReport(asOf, Tallies.RuleSet, [.. rows.Select(Rated)], Rated(Total(rows)));

        StandingRow Rated(StandingRow row) => row with
        {
            OnTime = RuleSet.Live.Rate(row.EndedOnTime, row.EndedOnTime + row.EndedLate, new Span(query.From, query.To, asOf, query.Past?.Source)),
        };
    }

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
