using Grains.Interfaces.Changes;
using Grains.Interfaces.Operations;

namespace Grains.Storage;

/// <summary>Reviewed changes: previews, and the record of every one that was applied. All throw <see cref="StoreUnavailableException"/>.</summary>
public interface IChangeStore
{
    /// <summary>Keeps a preview and answers it with its id; the oldest previews that were never applied make room.</summary>
    /// <param name="versions">What it would put into force.</param>
    /// <param name="keep">Most previews kept, this one included.</param>
    Task<ChangeDetail> AddAsync(ChangeDetail preview, IReadOnlyList<ReferenceVersion> versions, int keep, CancellationToken cancellationToken);

    /// <summary>Null when there is none of that id.</summary>
    Task<ChangeDetail?> FindAsync(string change, CancellationToken cancellationToken);

    /// <summary>The one that is being applied or undone; null when none is.</summary>
    Task<ChangeDetail?> FindRunningAsync(CancellationToken cancellationToken);

    /// <summary>The one whose newest act is the newest of all; null when none was ever applied.</summary>
    /// <param name="standing">Leaves out those that were undone.</param>
    Task<ChangeDetail?> FindNewestAsync(bool standing, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<ChangeDetail>> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>What the change puts into force when it is applied.</summary>
    Task<IReadOnlyList<ReferenceVersion>> ReadVersionsAsync(string change, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the change, which runs from now on, and adds the versions: both or neither. Durable on return.
    /// </summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another one runs, or one of the versions is there already.</exception>
    Task BeginAsync(ChangeDetail change, IReadOnlyList<ReferenceVersion> versions, CancellationToken cancellationToken);

    /// <summary>Writes a change that has ended. Durable on return.</summary>
    Task EndAsync(ChangeDetail change, CancellationToken cancellationToken);
}
