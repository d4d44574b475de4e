using System.Collections.Immutable;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Interfaces.Operations;
using Grains.Interfaces.Reports;

namespace Grains.Storage;

/// <summary>Reads across dossiers, from committed rows only. All throw <see cref="StoreUnavailableException"/> when storage cannot be read.</summary>
public interface IDossierQueries
{
    /// <summary>
    /// Every dossier that <paramref name="agency"/> must count: competent or reception point, and open, or received, ended or rated
    /// at or after <paramref name="since"/>.
    /// </summary>
    IAsyncEnumerable<CountedDossier> ReadIndexAsync(string agency, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>
    /// The agency's dossiers (competent or reception point) written at or after <paramref name="since"/>, with their open alerts, and
    /// those so written that have left it.
    /// </summary>
    Task<IReadOnlyList<DossierLine>> ReadChangedAsync(string agency, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Open alerts of dossiers whose competent agency or reception point is <paramref name="agency"/>.</summary>
    Task<IReadOnlyList<Alert>> ReadOpenAlertsAsync(string agency, CancellationToken cancellationToken);

    /// <summary>The newest mark of each source at <paramref name="agency"/>.</summary>
    Task<IReadOnlyList<SourceMark>> ReadSourcesAsync(string agency, CancellationToken cancellationToken);

    /// <summary>Agencies that are competent for, or reception point of, an open dossier or one that ended at or after <paramref name="since"/>.</summary>
    Task<IReadOnlyList<string>> ReadAgenciesAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>One row for each competent agency among <paramref name="agencies"/> (null for all) that has dossiers, as of <paramref name="now"/>.</summary>
    Task<IReadOnlyList<StandingRow>> ReadStandingAsync(
        IReadOnlyCollection<string>? agencies, DateTimeOffset? from, DateTimeOffset? to, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Dossiers of the competent agencies named, oldest due first, undated last; ended ones newest end first.</summary>
    /// <param name="limit">1 to 500.</param>
    Task<DossierPage> ListAsync(
        IReadOnlyCollection<string> agencies, DossierFilter state, int limit, string? cursor, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The same of dossiers received at the points named, whoever is competent.</summary>
    /// <param name="limit">1 to 500.</param>
    Task<DossierPage> ListReceivedAsync(
        IReadOnlyCollection<string> points, DossierFilter state, int limit, string? cursor, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Alerts newest first; <paramref name="agencies"/> null for all. An alert belongs to its dossier's agency and reception point, and to whom it is addressed.</summary>
    Task<AlertPage> ListAlertsAsync(
        IReadOnlyCollection<string>? agencies, AlertFilter state, int limit, string? cursor, CancellationToken cancellationToken);

    /// <summary>Every event of every dossier, dossier by dossier in code order, archived ones last: for recounting from the ground up.</summary>
    IAsyncEnumerable<(string Dossier, ImmutableArray<StoredEvent> Events)> ReadEventsAsync(CancellationToken cancellationToken);

    /// <summary>The stored state of every dossier that may matter to a question about the past, in no order, from one snapshot.</summary>
    IAsyncEnumerable<StoredState> ReadStatesAsync(StateFilter filter, CancellationToken cancellationToken);

    Task<StoreCounts> ReadCountsAsync(CancellationToken cancellationToken);
}
