using Grains.Interfaces.Operations;

namespace Grains.Storage;

/// <summary>
/// Moves dossiers that ended long ago out of the tables that work goes on in. Whoever reads a single dossier, or asks about the past,
/// finds them as before; a write brings a dossier back. All throw <see cref="StoreUnavailableException"/>.
/// </summary>
public interface IArchive
{
    /// <summary>
    /// Looks at the next few hundred dossiers that may go, in the order of their codes, and archives them as one transaction:
    /// ended, rated and last changed before <paramref name="before"/>, without open alert and without flag. One that changes
    /// meanwhile stays.
    /// </summary>
    /// <param name="after">The last one looked at; empty to begin.</param>
    /// <returns>How many were archived, and the last one looked at; null when there are no more.</returns>
    Task<(int Archived, string? Last)> ArchiveAsync(DateTimeOffset before, string after, CancellationToken cancellationToken);
}
