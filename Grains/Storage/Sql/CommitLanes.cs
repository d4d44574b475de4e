using System.Collections.Immutable;

namespace Grains.Storage.Sql;

/// <summary>Writers side by side, each with its own queue and connection.</summary>
internal sealed class CommitLanes : IDisposable
{
    private readonly Committer[] _committers;
    private readonly GroupQueue<StoreWrite>[] _lanes;

    /// <param name="real">Times how commits fare; the machine's clock unless given.</param>
    public CommitLanes(SqlDatabase database, TimeProvider? real = null)
    {
        Health = [.. Enumerable.Range(0, database.Lanes).Select(_ => new LaneHealth(real ?? TimeProvider.System))];
        _committers = [.. Health.Select((health, lane) => new Committer(() => database.OpenWriter(lane), health))];
        _lanes = [.. _committers.Select(committer => new GroupQueue<StoreWrite>("group commit", committer.Commit))];
    }

    /// <summary>Of each lane.</summary>
    public ImmutableArray<LaneHealth> Health { get; }

    /// <summary>Writes of one lane are committed one batch after the other.</summary>
    public int LaneOf(int affinity) => affinity % _lanes.Length;

    /// <inheritdoc cref="GroupQueue{TItem}.AddAsync"/>
    public Task AddAsync(StoreWrite write, CancellationToken cancellationToken) =>
        _lanes[LaneOf(write.Affinity)].AddAsync(write, cancellationToken);

    /// <summary>Takes no more writes, and answers every queued one.</summary>
    public void Close()
    {
        foreach (var lane in _lanes)
            lane.Dispose();
    }

    /// <summary>Closes the connections too: after all readers, since the last one of SQLite clears up and must be able to write.</summary>
    public void Dispose()
    {
        Close();
        foreach (var committer in _committers)
            committer.Dispose();
    }
}
