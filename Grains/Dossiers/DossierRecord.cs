using System.Collections.Immutable;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Storage;

namespace Grains.Dossiers;

/// <summary>A dossier as its grain hands it to storage: the state, and what this write adds to the tables beside it.</summary>
[GenerateSerializer, Immutable, Alias("dossier-record")]
public sealed record DossierRecord
{
    /// <summary>The row's version; 0 before the first write.</summary>
    [Id(0)] public long Version { get; init; }

    [Id(1)] public DossierState State { get; init; } = DossierState.Empty;

    /// <summary>The row's columns; null when just read, because they follow from the state.</summary>
    [Id(2)] public DossierLine? Line { get; init; }

    [Id(3)] public ImmutableArray<StoredEvent> NewEvents { get; init; } = [];

    [Id(4)] public ImmutableArray<Alert> ChangedAlerts { get; init; } = [];

    /// <summary>The record after a decision.</summary>
    public DossierRecord With(DossierState next, DossierLine line) => new()
    {
        Version = line.Version,
        State = next,
        Line = line,
        NewEvents = NewAmong(next.Events),
        ChangedAlerts = next.Alerts == State.Alerts ? [] : [.. next.Alerts.Where(alert => !State.Alerts.Contains(alert))],
    };

    /// <summary>The same once it is written and told: what an idle dossier keeps in memory.</summary>
    public DossierRecord Told() => Line is null ? this : new() { Version = Version, State = State };

    private ImmutableArray<StoredEvent> NewAmong(ImmutableArray<StoredEvent> events) =>
        State.Events.IsEmpty ? events
        : events.Length == State.Events.Length ? []
        : [.. events.Except(State.Events, ReferenceEqualityComparer.Instance).Cast<StoredEvent>()];
}
