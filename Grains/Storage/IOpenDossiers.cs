using Grains.Interfaces.Changes;
using Grains.Interfaces.Operations;

namespace Grains.Storage;

/// <summary>
/// All open dossiers, for what concerns every one of them. Pages are short reads of their own, so that nothing is held up however long
/// the walk takes. All throw <see cref="StoreUnavailableException"/>.
/// </summary>
public interface IOpenDossiers
{
    /// <summary>The next open dossiers in the order of their codes, with their states.</summary>
    /// <param name="after">The last one read; empty to begin.</param>
    /// <param name="limit">Most rows in the page, 1 to 10,000.</param>
    Task<IReadOnlyList<StoredState>> ReadAsync(string after, int limit, CancellationToken cancellationToken);

    /// <summary>As <see cref="ReadAsync"/>, but only dossiers that one change has moved and another has not.</summary>
    Task<IReadOnlyList<StoredState>> ReadMovedAsync(string after, int limit, string movedBy, string notBy, CancellationToken cancellationToken);

    Task<OpenCounts> CountAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Dossiers, open or not, that a change has moved.</summary>
    /// <param name="since">When it began: it moved none before.</param>
    Task<int> CountMovedAsync(string change, DateTimeOffset since, CancellationToken cancellationToken);
}
