using System.Collections.Immutable;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Ingest;

namespace Grains.Interfaces.Reports;

/// <summary>Reads across dossiers. Stateless; key: any.</summary>
[Alias("report")]
public interface IReportGrain : IGrainWithStringKey
{
    /// <summary>Null when no version of the rule set is in force then.</summary>
    /// <exception cref="Exception">Too many questions about the past wait already: ask again in some seconds.</exception>
    [Alias("standing"), ResponseTimeout("00:05:00")]
    Task<StandingReport?> GetStandingAsync(StandingQuery query, CancellationToken cancellationToken);

    /// <summary>Form II.06a of a period; null when no version of the rule set is in force on its first day.</summary>
    /// <exception cref="Exception">As <see cref="GetStandingAsync"/>.</exception>
    [Alias("handling"), ResponseTimeout("00:05:00")]
    Task<HandlingReport?> GetHandlingAsync(PeriodQuery query, CancellationToken cancellationToken);

    /// <summary>Progress as the index of QĐ 766 measures it; null when no version of the rule set is in force on the first day.</summary>
    /// <exception cref="Exception">As <see cref="GetStandingAsync"/>.</exception>
    [Alias("index"), ResponseTimeout("00:05:00")]
    Task<IndexReport?> GetIndexAsync(PeriodQuery query, CancellationToken cancellationToken);

    /// <summary>Promised due dates against computed ones.</summary>
    /// <exception cref="Exception">As <see cref="GetStandingAsync"/>.</exception>
    [Alias("promises"), ResponseTimeout("00:05:00")]
    Task<PromiseReport> GetPromisesAsync(PromiseQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// An agency's board at an instant of the past, counted from stored events; its alerts as far as their last raising is kept. Null
    /// when the catalogue does not know the agency.
    /// </summary>
    /// <exception cref="Exception">As <see cref="GetStandingAsync"/>.</exception>
    [Alias("past-board"), ResponseTimeout("00:05:00")]
    Task<BoardFrame?> GetPastBoardAsync(string agency, Past past, CancellationToken cancellationToken);

    /// <summary>The instant at which a day begins where an agency is: in its calendar's zone, the default calendar's for null.</summary>
    [Alias("start-of-day")]
    Task<DateTimeOffset> GetStartOfDayAsync(string? agency, DateOnly day, CancellationToken cancellationToken);

    /// <summary>An agency's and its branch's dossiers, most late first.</summary>
    [Alias("dossiers")]
    Task<DossierPage> ListDossiersAsync(DossierQuery query, CancellationToken cancellationToken);

    /// <summary>What was refused, newest first, and dossiers that carry flags.</summary>
    [Alias("data-quality")]
    Task<DataQualityPage> GetDataQualityAsync(int limit, string? cursor, CancellationToken cancellationToken);

    [Alias("counts")]
    Task<StoreCounts> GetCountsAsync(CancellationToken cancellationToken);
}

public enum DossierFilter
{
    Open = 0,
    DueSoon = 1,
    Overdue = 2,
    Paused = 3,
    Ended = 4,
}

[GenerateSerializer, Immutable, Alias("dossier-query")]
public sealed record DossierQuery(
    [property: Id(0)] string Agency, [property: Id(1)] DossierFilter State, [property: Id(2)] int Limit, [property: Id(3)] string? Cursor);

[GenerateSerializer, Immutable, Alias("dossier-page")]
public sealed record DossierPage([property: Id(0)] ImmutableArray<DossierLine> Items, [property: Id(1)] string? NextCursor);

/// <summary>The data-quality queue.</summary>
/// <param name="Refused">Newest first.</param>
/// <param name="Flagged">Dossiers whose source told something odd that was applied all the same.</param>
/// <param name="RefusedByCode">How many different events stand refused, by code.</param>
/// <param name="FlaggedByCode">How many dossiers carry each flag.</param>
[GenerateSerializer, Immutable, Alias("data-quality-page")]
public sealed record DataQualityPage(
    [property: Id(0)] ImmutableArray<RefusedEvent> Refused,
    [property: Id(1)] ImmutableArray<FlaggedDossier> Flagged,
    [property: Id(2)] ImmutableDictionary<string, int> RefusedByCode,
    [property: Id(3)] ImmutableDictionary<string, int> FlaggedByCode,
    [property: Id(4)] string? NextCursor);

[GenerateSerializer, Immutable, Alias("flagged-dossier")]
public sealed record FlaggedDossier(
    [property: Id(0)] string Dossier, [property: Id(1)] string? Agency, [property: Id(2)] ImmutableArray<string> Flags,
    [property: Id(3)] DateTimeOffset Changed);

[GenerateSerializer, Immutable, Alias("store-counts")]
public sealed record StoreCounts(
    [property: Id(0)] long Dossiers, [property: Id(1)] long Open, [property: Id(2)] long Events, [property: Id(3)] long Refused,
    [property: Id(4)] long OpenAlerts);
