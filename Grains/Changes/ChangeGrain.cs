using System.Collections.Immutable;
using Grains.Agencies;
using Grains.Catalogue;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Changes;
using Grains.Storage;
using Grains.Time;
using Microsoft.Extensions.Logging;

namespace Grains.Changes;

/// <summary>Previews, and the one job that runs at most. What is durable of them is in the store; this only works it off.</summary>
internal sealed partial class ChangeGrain(
    IChangeStore changes, IOpenDossiers dossiers, ReferenceHolder reference, ReferenceLoader loader, BoardPace pace, TimeProvider clock,
    ILogger<ChangeGrain> logger)
    : Grain, IChangeGrain
{
    /// <summary>Previews that were never applied, kept.</summary>
    public const int MaxPreviews = 20;

    private const int MaxListed = 100;

    /// <summary>How long a preview can be applied, by the service's clock.</summary>
    public static readonly TimeSpan PreviewLife = TimeSpan.FromHours(24);

    private bool _isPreviewing;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        StartTimer();
        if (await changes.FindRunningAsync(cancellationToken) is { } running)
            Run(running, isNew: false);
    }

    public Task<PreviewResult> PreviewAsync(AgenciesDocument document, CancellationToken cancellationToken) => PreviewAsync(
        ReferenceKind.Agencies, DocumentKinds.Agency, document.Agencies, current => DocumentChecks.Of(document, current), cancellationToken);

    public Task<PreviewResult> PreviewAsync(ProceduresDocument document, CancellationToken cancellationToken) => PreviewAsync(
        ReferenceKind.Procedures, DocumentKinds.Procedure, document.Procedures, _ => DocumentChecks.Of(document), cancellationToken);

    public Task<PreviewResult> PreviewAsync(CalendarsDocument document, CancellationToken cancellationToken) => PreviewAsync(
        ReferenceKind.Calendars, DocumentKinds.Calendar, document.Calendars, _ => DocumentChecks.Of(document), cancellationToken,
        (calendar, field) => CalendarReview.Of(calendar, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), field));

    public Task<PreviewResult> PreviewAsync(PoliciesDocument document, CancellationToken cancellationToken) => PreviewAsync(
        ReferenceKind.Policies, DocumentKinds.Policy, document.Policies, current => DocumentChecks.Of(document, current), cancellationToken);

    public async Task<ChangeDetail?> GetAsync(string change, CancellationToken cancellationToken) =>
        await changes.FindAsync(change, cancellationToken) is { } found ? Now(found) : null;

    public async Task<ChangeList> ListAsync(CancellationToken cancellationToken)
    {
        var newest = await changes.ListAsync(MaxListed, cancellationToken);
        return new ChangeList([.. newest.Select(change => Now(change) with { Impact = change.Impact with { ByAgency = [], Samples = [] } })]);
    }

    public async Task<ChangeResult> ActAsync(ChangeCommand command, CancellationToken cancellationToken)
    {
        try
        {
            // Not to be called off half-way: once stored it must run.
            var result = await GrainFactory.GetGrain<ICatalogueGrain>(ICatalogueGrain.Key).BeginAsync(command, CancellationToken.None);
            if (result is { Outcome: ChangeOutcome.Begun, Change: { } begun } && _job is null)
                Run(begun, isNew: begun.Acts.Count(act => act.Verb == command.Verb) == 1);
            return result with { Change = result.Change is { } change ? Now(change) : null };
        }
        catch
        {
            _isUnsure = true;
            Soon(TimeSpan.Zero);
            throw;
        }
    }

    public Task WakeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<PreviewResult> PreviewAsync<T>(
        ReferenceKind kind, DocumentKind<T> documents, ImmutableArray<T> given, Func<ReferenceData, ImmutableArray<DocumentProblem>> check,
        CancellationToken cancellationToken, Func<T, string, IEnumerable<DocumentWarning>>? review = null)
        where T : class
    {
        if (_isPreviewing)
            return PreviewResult.Busy;
        _isPreviewing = true;
        try
        {
            if (await changes.FindRunningAsync(cancellationToken) is { } running)
                return new PreviewResult(null, [], running.Id);
            var (now, current) = (clock.GetUtcNow(), reference.Current);
            // An empty list is no mistake here: it means everything of the kind as it is in force.
            var problems = given is { IsDefault: false, IsEmpty: true } ? [] : check(current);
            if (!problems.IsEmpty)
                return new PreviewResult(null, problems);
            var fresh = documents.Changes(current, given);
            var versions = fresh.Select(entry => documents.Stored(entry, now)).ToList();
            var preview = new ChangeDetail
            {
                Kind = kind,
                State = ChangeState.Previewed,
                Made = now,
                Expires = now + PreviewLife,
                Basis = current.Version,
                Added = [.. fresh.Where(entry => entry.Version == 1).Select(entry => entry.Id)],
                Changed = [.. fresh.Where(entry => entry.Version > 1).Select(entry => entry.Id)],
                Unchanged = [.. given.Select(documents.IdOf).Except(fresh.Select(entry => entry.Id))],
            };
            var impact = await ReckonAsync(preview, current.With(DocumentKinds.Read(versions)), now, cancellationToken);
            var reviewed = review is null ? [] : given.SelectMany((document, i) => review(document, $"{documents.Name}s[{i}]"));
            impact = impact with { Warnings = [.. impact.Warnings, .. reviewed.Take(CalendarReview.MaxWarnings)] };
            return new PreviewResult(await changes.AddAsync(preview with { Impact = impact }, versions, MaxPreviews, cancellationToken), []);
        }
        finally
        {
            _isPreviewing = false;
        }
    }

    private async Task<ChangeImpact> ReckonAsync(ChangeDetail preview, ReferenceData after, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Seconds of work on immutable data: beside the grains' threads, so that their turns go on.
        var tally = await Task.Run(() => new ImpactPreview(dossiers, preview, after, now).RunAsync(cancellationToken), cancellationToken);
        var impact = tally.ToImpact(now, []);
        return impact with { Warnings = PreviewWarnings.Of(preview, impact.Total) };
    }

    // As it is at this moment: what has expired is not written anew, and a running job's progress is in memory only.
    private ChangeDetail Now(ChangeDetail change) =>
        change.State == ChangeState.Previewed && change.Expires < clock.GetUtcNow() ? change with { State = ChangeState.Expired }
        : change.IsRunning && _job?.Change.Id == change.Id ? change with { Progress = _job.Progress }
        : change;
}
