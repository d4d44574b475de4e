using System.Collections.Immutable;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Ingest;

namespace LiveBoard.Ingest;

/// <summary>Events of some dossiers, called for in their order: one call under way, and full ones waiting.</summary>
internal sealed class IngestLane(IIngestGrain grain, IngestMode mode, int eventsPerCall)
{
    private readonly Queue<ImmutableArray<(int Index, DossierEvent Event)>> _ready = new();
    private readonly List<(int Index, DossierEvent Event)> _filling = [];

    public int Applied { get; private set; }
    public int Duplicate { get; private set; }
    public List<RefusedItem> Refused { get; } = [];

    /// <summary>The call under way; faulted when one failed.</summary>
    public Task UnderWay { get; private set; } = Task.CompletedTask;

    public void Add(int index, DossierEvent dossierEvent)
    {
        _filling.Add((index, dossierEvent));
        if (_filling.Count == eventsPerCall)
            Close();
    }

    /// <summary>Starts what is full, each call after the one before it; on return at most one is under way.</summary>
    public async Task PumpAsync(CancellationToken cancellationToken)
    {
        while (_ready.TryDequeue(out var events))
        {
            await UnderWay;
            UnderWay = CallAsync(events, cancellationToken);
        }
    }

    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (_filling.Count > 0)
            Close();
        await PumpAsync(cancellationToken);
        await UnderWay;
    }

    private void Close()
    {
        _ready.Enqueue([.. _filling]);
        _filling.Clear();
    }

    private async Task CallAsync(ImmutableArray<(int Index, DossierEvent Event)> items, CancellationToken cancellationToken)
    {
        var outcomes = await grain.IngestAsync([.. items.Select(item => item.Event)], mode, cancellationToken);
        for (var i = 0; i < items.Length; i++)
            Count(items[i].Index, items[i].Event, outcomes[i]);
    }

    private void Count(int index, DossierEvent dossierEvent, EventOutcome outcome)
    {
        switch (outcome)
        {
            case { Kind: OutcomeKind.Applied }:
                Applied++;
                break;
            case { Kind: OutcomeKind.Duplicate }:
                Duplicate++;
                break;
            case { Kind: OutcomeKind.Refused, Refusal: { } refusal }:
                Refused.Add(new RefusedItem(index, dossierEvent.Id, refusal.Code, refusal.Field, refusal.Message));
                break;
            default:
                throw new InvalidOperationException($"An event has the outcome {outcome.Kind}, which says nothing.");
        }
    }
}
