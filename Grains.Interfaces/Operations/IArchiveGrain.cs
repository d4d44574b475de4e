namespace Grains.Interfaces.Operations;

/// <summary>Moves dossiers that ended long ago into the archive, a bounded number at a call. One grain; key <see cref="Key"/>.</summary>
[Alias("archive")]
public interface IArchiveGrain : IGrainWithStringKey
{
    const string Key = "archive/dossiers";

    /// <summary>
    /// Archives some of the dossiers that ended, were rated and last changed before an instant; durable when it returns. To repeat a call
    /// is harmless, and whoever was interrupted begins anew.
    /// </summary>
    /// <param name="after">The <see cref="ArchiveStep.Next"/> of the call before; null to begin.</param>
    [Alias("archive"), ResponseTimeout("00:01:00")]
    Task<ArchiveStep> ArchiveAsync(DateTimeOffset endedBefore, string? after, CancellationToken cancellationToken);
}

/// <param name="Archived">How many went.</param>
/// <param name="Next">Where to go on; null when there are no more.</param>
/// <param name="Latest">Set when nothing was done because live figures still need what ended before: the latest instant that may be asked for.</param>
[GenerateSerializer, Immutable, Alias("archive-step")]
public sealed record ArchiveStep([property: Id(0)] int Archived, [property: Id(1)] string? Next, [property: Id(2)] DateTimeOffset? Latest = null);
