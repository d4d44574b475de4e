using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Grains.Catalogue;
using Grains.Dossiers;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Ingest;
using Grains.Interfaces.Operations;
using Grains.Storage;
using Orleans.Concurrency;

namespace Grains.Ingest;

/// <summary>Checks events, gives each dossier its own in one call, and keeps what was refused. Holds no state.</summary>
[StatelessWorker, Reentrant] // Nothing is kept between turns, so calls may interleave freely.
internal sealed class IngestGrain(ReferenceHolder reference, IDataQualityStore dataQuality, IStorePulse pulse, TimeProvider clock) : Grain, IIngestGrain
{
    // Enough for the store to fill its batches; more would only wait there.
    private const int MaxDossiersAtOnce = 1_000;

    public async Task<ImmutableArray<EventOutcome>> IngestAsync(
        ImmutableArray<DossierEvent> events, IngestMode mode, CancellationToken cancellationToken)
    {
        if (!pulse.TakesWrites)
            throw new StoreUnavailableException("The storage takes no writes now.");
        var now = clock.GetUtcNow();
        var current = reference.Current;
        var outcomes = new EventOutcome[events.Length];
        var byDossier = new Dictionary<string, List<int>>(events.Length, StringComparer.Ordinal);
        for (var i = 0; i < events.Length; i++)
        {
            if (EventRules.Check(events[i], now, current) is { } refusal)
                outcomes[i] = EventOutcome.Refused(refusal);
            else if (byDossier.TryGetValue(events[i].Dossier, out var places))
                places.Add(i);
            else
                byDossier.Add(events[i].Dossier, [i]);
        }

        foreach (var dossiers in byDossier.Values.Chunk(MaxDossiersAtOnce))
            await Task.WhenAll(dossiers.Select(places => ApplyAsync(events, places, mode, outcomes, cancellationToken)));
        await KeepAsync(events, outcomes, now, cancellationToken);
        return ImmutableArray.Create(outcomes);
    }

    public Task KeepRefusedAsync(ImmutableArray<RefusedEvent> refused, CancellationToken cancellationToken) =>
        dataQuality.KeepAsync(refused, cancellationToken);

    private async Task ApplyAsync(
        ImmutableArray<DossierEvent> events, List<int> places, IngestMode mode, EventOutcome[] outcomes, CancellationToken cancellationToken)
    {
        if (!DossierCode.TryParse(events[places[0]].Dossier, out var code))
            throw new ArgumentException($"'{events[places[0]].Dossier}' is not a dossier code; the door checks it first.", nameof(events));
        var own = new DossierEvent[places.Count];
        for (var i = 0; i < own.Length; i++)
            own[i] = events[places[i]];
        var answers = await GrainFactory.GetGrain<IDossierGrain>(code.GrainKey)
            .ApplyAsync(ImmutableCollectionsMarshal.AsImmutableArray(own), mode, cancellationToken);
        for (var i = 0; i < places.Count; i++)
            outcomes[places[i]] = answers[i];
    }

    private Task KeepAsync(ImmutableArray<DossierEvent> events, EventOutcome[] outcomes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var refused = new List<RefusedEvent>();
        for (var i = 0; i < events.Length; i++)
        {
            if (outcomes[i].Refusal is { } refusal)
                refused.Add(new RefusedEvent(events[i].Source, events[i].Id, events[i].Dossier, EventNames.Of(events[i].Type), refusal, now));
        }

        return refused.Count == 0 ? Task.CompletedTask : dataQuality.KeepAsync(refused, cancellationToken);
    }
}
