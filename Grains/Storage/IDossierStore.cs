using System.Collections.Immutable;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Interfaces.Operations;

namespace Grains.Storage;

/// <summary>
/// Dossier rows and their append-only events. Concurrent writes join one transaction (group commit); each is answered after the
/// commit, with its own conflict if it has one.
/// </summary>
public interface IDossierStore
{
    /// <summary>Null when the dossier has no row.</summary>
    /// <exception cref="StoreUnavailableException">The storage cannot be read now.</exception>
    Task<StoredDossier?> ReadAsync(string dossier, CancellationToken cancellationToken);

    /// <summary>
    /// Writes row, new events and changed alerts as one; durable on return. Waits while too many writes are queued.
    /// </summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">The row's version is not <see cref="DossierWrite.ExpectedVersion"/>; nothing of this write was kept.</exception>
    /// <exception cref="StoreUnavailableException">The storage failed; nothing of this write was kept.</exception>
    Task WriteAsync(DossierWrite write, CancellationToken cancellationToken);
}

/// <summary>A dossier's row as read: its version and its compact state.</summary>
public sealed record StoredDossier(long Version, byte[] Payload);

/// <summary>One dossier's write.</summary>
/// <param name="ExpectedVersion">0 for a new dossier; else the version of the row that this replaces. The new one is <see cref="DossierLine.Version"/>.</param>
/// <param name="Line">The indexed columns.</param>
/// <param name="Payload">The state, opaque to the store.</param>
/// <param name="NewEvents">Appended; an event already there (dossier, source, id) is left as it is.</param>
/// <param name="ChangedAlerts">Replaced by id.</param>
public sealed record DossierWrite(
    long ExpectedVersion,
    DossierLine Line,
    ReadOnlyMemory<byte> Payload,
    ImmutableArray<StoredEvent> NewEvents,
    ImmutableArray<Alert> ChangedAlerts);

/// <summary>An event with when it came in, by the service's clock.</summary>
[GenerateSerializer, Immutable, Alias("stored-event")]
public sealed record StoredEvent([property: Id(0)] DossierEvent Event, [property: Id(1)] DateTimeOffset Arrived, [property: Id(2)] bool Backfill);
