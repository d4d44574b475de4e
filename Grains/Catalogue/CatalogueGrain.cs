using System.Collections.Immutable;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Operations;
using Grains.Storage;
using Grains.Time;
using Microsoft.Extensions.Logging;

namespace Grains.Catalogue;

/// <summary>Validates, stores and puts into force reference documents: one PUT at a time, and none while a reviewed change runs.</summary>
internal sealed partial class CatalogueGrain(
    IReferenceStore store,
    IChangeStore reviewed,
    IOpenDossiers dossiers,
    ReferenceHolder reference,
    ReferenceLoader loader,
    ServiceClockInfo clockInfo,
    TimeProvider clock,
    ILogger<CatalogueGrain> logger) : Grain, ICatalogueGrain
{
    private const int MaxWakesAtOnce = 64;

    public async Task<PutResult> PutAsync(AgenciesDocument document, CancellationToken cancellationToken)
    {
        var before = reference.Current;
        var problems = DocumentChecks.Of(document, before);
        var result = await PutAsync(
            DocumentKinds.Agency, document.Agencies, problems, (set, changes) => set with { Agencies = changes }, cancellationToken);
        var concerned = result.Added.Concat(result.Changed)
            .SelectMany(code => new[] { code, before.Agencies.Find(code)?.Parent, reference.Current.Agencies.Find(code)?.Parent });
        await WakeAsync(concerned, cancellationToken);
        return result;
    }

    public Task<PutResult> PutAsync(ProceduresDocument document, CancellationToken cancellationToken) => PutAsync(
        DocumentKinds.Procedure, document.Procedures, DocumentChecks.Of(document), (set, changes) => set with { Procedures = changes }, cancellationToken);

    public async Task<PutResult> PutAsync(CalendarsDocument document, CancellationToken cancellationToken)
    {
        var result = await PutAsync(
            DocumentKinds.Calendar, document.Calendars, DocumentChecks.Of(document), (set, changes) => set with { Calendars = changes }, cancellationToken);
        await WakeAllAsync(result, cancellationToken);
        if (!result.Problems.IsEmpty)
            return result;
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return result with { Warnings = [.. document.Calendars.SelectMany((calendar, i) => CalendarReview.Of(calendar, today, $"calendars[{i}]")).Take(CalendarReview.MaxWarnings)] };
    }

    public async Task<PutResult> PutAsync(PoliciesDocument document, CancellationToken cancellationToken)
    {
        var result = await PutAsync(
            DocumentKinds.Policy, document.Policies, DocumentChecks.Of(document, reference.Current), (set, changes) => set with { Policies = changes }, cancellationToken);
        await WakeAllAsync(result, cancellationToken);
        return result;
    }

    public Task<PutResult> PutAsync(RuleSetsDocument document, CancellationToken cancellationToken) => PutAsync(
        DocumentKinds.RuleSet, document.RuleSets, DocumentChecks.Of(document), (set, changes) => set with { RuleSets = changes }, cancellationToken);

    public Task<AgenciesDocument> GetAgenciesAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new AgenciesDocument([.. reference.Current.Agencies.Newest]));

    public Task<ProceduresDocument> GetProceduresAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new ProceduresDocument([.. reference.Current.Procedures.Newest]));

    public Task<CalendarsDocument> GetCalendarsAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new CalendarsDocument([.. reference.Current.CalendarDocuments.Newest]));

    public Task<PoliciesDocument> GetPoliciesAsync(CancellationToken cancellationToken)
    {
        var policies = reference.Current.Policies.Newest.ToImmutableArray();
        return Task.FromResult(new PoliciesDocument(policies.IsEmpty ? [DefaultPolicy.Document] : policies));
    }

    public Task<RuleSetsDocument> GetRuleSetsAsync(CancellationToken cancellationToken)
    {
        var put = reference.Current.RuleSets;
        return Task.FromResult(new RuleSetsDocument([.. BuiltInRuleSets.All.Where(set => put.VersionOf(set.Id) == 0), .. put.Newest]));
    }

    private async Task<PutResult> PutAsync<T>(
        DocumentKind<T> kind,
        ImmutableArray<T> documents,
        ImmutableArray<DocumentProblem> problems,
        Func<DocumentSet, ImmutableArray<(string Id, int Version, T Document)>, DocumentSet> into,
        CancellationToken cancellationToken)
        where T : class
    {
        if (!problems.IsEmpty)
            return PutResult.Refused(problems);
        var changes = kind.Changes(reference.Current, documents);
        if (changes.Count > 0 && await reviewed.FindRunningAsync(cancellationToken) is { } running)
            return PutResult.WaitFor(running.Id);
        if (changes.Count > 0)
        {
            var now = clock.GetUtcNow();
            await store.AddAsync([.. changes.Select(change => kind.Stored(change, now))], cancellationToken);
            reference.Add(into(new DocumentSet(), [.. changes]));
            await TellSilosAsync(cancellationToken);
        }

        return new PutResult(
            [.. changes.Where(change => change.Version == 1).Select(change => change.Id)],
            [.. changes.Where(change => change.Version > 1).Select(change => change.Id)],
            documents.Length - changes.Count,
            reference.Current.Version,
            [],
            []);
    }

    private Task WakeAllAsync(PutResult result, CancellationToken cancellationToken) => result.Added.IsEmpty && result.Changed.IsEmpty
        ? Task.CompletedTask
        : WakeAsync(reference.Current.Agencies.Ids, cancellationToken);

    private async Task WakeAsync(IEnumerable<string?> agencies, CancellationToken cancellationToken)
    {
        foreach (var some in agencies.OfType<string>().Distinct(StringComparer.Ordinal).Chunk(MaxWakesAtOnce))
        {
            await Task.WhenAll(some.Select(agency => AgencyCode.TryParse(agency, out var code)
                ? GrainFactory.GetGrain<IAgencyGrain>(code.GrainKey).WakeAsync(cancellationToken)
                : Task.CompletedTask));
        }
    }
}
