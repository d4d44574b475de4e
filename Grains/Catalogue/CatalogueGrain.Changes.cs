using System.Collections.Immutable;
using Grains.Interfaces.Changes;
using Grains.Storage;

namespace Grains.Catalogue;

/// <summary>Beginning a reviewed change here, where nothing else can come into force meanwhile.</summary>
internal sealed partial class CatalogueGrain
{
    public async Task<ChangeResult> BeginAsync(ChangeCommand command, CancellationToken cancellationToken)
    {
        if (await reviewed.FindAsync(command.Change, cancellationToken) is not { } change)
            return new ChangeResult(ChangeOutcome.NoSuchChange, null);
        if (await reviewed.FindRunningAsync(cancellationToken) is { } running)
            return new ChangeResult(running.Id == change.Id && running.Acts[^1].Verb == command.Verb ? ChangeOutcome.Begun : ChangeOutcome.OtherRuns, running);
        // What failed half-way goes on with the act that it was at; its documents are in force already.
        if (change.State == ChangeState.Failed && change.Acts[^1].Verb == command.Verb)
            return await BeginAsync(change, command, [], change.Progress, cancellationToken);
        return command.Verb == ChangeVerb.Apply
            ? await BeginApplyAsync(change, command, cancellationToken)
            : await BeginUndoAsync(change, command, cancellationToken);
    }

    private async Task<ChangeResult> BeginApplyAsync(ChangeDetail change, ChangeCommand command, CancellationToken cancellationToken)
    {
        if (change.State != ChangeState.Previewed)
            return new ChangeResult(ChangeOutcome.WrongState, change);
        if (change.Expires < clock.GetUtcNow())
            return new ChangeResult(ChangeOutcome.Expired, change);
        var newest = await reviewed.FindNewestAsync(standing: false, cancellationToken);
        if (change.Basis != reference.Current.Version || newest?.Acts[^1].At > change.Made)
            return new ChangeResult(ChangeOutcome.Stale, change);
        var versions = await reviewed.ReadVersionsAsync(change.Id, cancellationToken);
        return await BeginAsync(change, command, versions, new ChangeProgress(0, change.Impact.Total.Touched), cancellationToken);
    }

    // Only the newest change can be undone, and only while its documents are the newest: nobody else's decision is undone with it.
    private async Task<ChangeResult> BeginUndoAsync(ChangeDetail change, ChangeCommand command, CancellationToken cancellationToken)
    {
        if (change.State != ChangeState.Applied && !(change.State == ChangeState.Failed && change.Acts[^1].Verb == ChangeVerb.Apply))
            return new ChangeResult(ChangeOutcome.WrongState, change);
        if (await reviewed.FindNewestAsync(standing: true, cancellationToken) is { } newest && newest.Id != change.Id)
            return new ChangeResult(ChangeOutcome.Superseded, newest);
        var versions = await reviewed.ReadVersionsAsync(change.Id, cancellationToken);
        var current = reference.Current;
        if (versions.Any(version => DocumentKinds.Named(version.Kind).NewestOf(current, version.Id) != version.Version))
            return new ChangeResult(ChangeOutcome.Superseded, null);
        var now = clock.GetUtcNow();
        var restored = versions.Select(version => DocumentKinds.Named(version.Kind).Restored(current, version, now)).OfType<ReferenceVersion>().ToList();
        var moved = change.Acts.Where(act => act.Verb == ChangeVerb.Apply).Sum(act => act.Moved);
        return await BeginAsync(change, command, restored, new ChangeProgress(0, moved), cancellationToken);
    }

    private async Task<ChangeResult> BeginAsync(
        ChangeDetail change, ChangeCommand command, IReadOnlyList<ReferenceVersion> versions, ChangeProgress? progress, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var act = new ChangeAct(command.Verb, command.By, command.Reason, now, await dossiers.CountAsync(now, cancellationToken));
        var begun = change with
        {
            State = command.Verb == ChangeVerb.Apply ? ChangeState.Applying : ChangeState.Undoing,
            Acts = change.Acts.Add(act),
            Progress = progress,
            Failing = [],
        };
        await reviewed.BeginAsync(begun, [.. versions.Select(version => version with { At = now })], cancellationToken);
        reference.Add(DocumentKinds.Read(versions));
        await TellSilosAsync(cancellationToken);
        await WakeAsync(reference.Current.Agencies.Ids, cancellationToken);
        return new ChangeResult(ChangeOutcome.Begun, begun);
    }
}
