using System.Collections.Immutable;
using Grains.Interfaces.Dossiers;

namespace Grains.Interfaces.Ingest;

/// <summary>The door: takes batches of events, hands each dossier its own, and keeps what was refused. Stateless; key: any.</summary>
[Alias("ingest")]
public interface IIngestGrain : IGrainWithStringKey
{
    /// <summary>
    /// Outcomes in the order of <paramref name="events"/>. On return the applied are committed and counted, and the refused are
    /// kept under data quality. Throws when storage fails; sending the whole batch again is then always right.
    /// </summary>
    [Alias("ingest")]
    Task<ImmutableArray<EventOutcome>> IngestAsync(ImmutableArray<DossierEvent> events, IngestMode mode, CancellationToken cancellationToken);

    /// <summary>Keeps under data quality what could not even be read as an event.</summary>
    [Alias("keep-refused")]
    Task KeepRefusedAsync(ImmutableArray<RefusedEvent> refused, CancellationToken cancellationToken);
}

/// <summary>An event that was refused, without anything that could be personal data.</summary>
/// <param name="EventId">Null when it had none that can be shown.</param>
/// <param name="At">When it was refused, by the service's clock.</param>
/// <param name="Times">How often the same event was refused for the same reason.</param>
[GenerateSerializer, Immutable, Alias("refused-event")]
public sealed record RefusedEvent(
    [property: Id(0)] string? Source,
    [property: Id(1)] string? EventId,
    [property: Id(2)] string? Dossier,
    [property: Id(3)] string? Type,
    [property: Id(4)] Refusal Refusal,
    [property: Id(5)] DateTimeOffset At,
    [property: Id(6)] int Times = 1);
