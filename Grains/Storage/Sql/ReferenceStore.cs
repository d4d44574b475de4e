using Orleans.Storage;

namespace Grains.Storage.Sql;

internal sealed class ReferenceStore(CommitLanes commits, ReaderPool readers) : IReferenceStore
{
    private const string Select = "SELECT kind, document, version, at, json FROM reference_version ORDER BY id";

    public Task<IReadOnlyList<ReferenceVersion>> ReadAllAsync(CancellationToken cancellationToken) =>
        readers.ScanAsync<IReadOnlyList<ReferenceVersion>>(
            session =>
            {
                var versions = new List<ReferenceVersion>();
                for (var row = session.Prepare(Select); row.Step();)
                    versions.Add(new ReferenceVersion(row.Text(0), row.Text(1), row.Count(2), row.Instant(3), row.Text(4)));
                return versions;
            },
            cancellationToken);

    /// <exception cref="InconsistentStateException">One of the versions is there already; none was added.</exception>
    public Task AddAsync(IReadOnlyList<ReferenceVersion> versions, CancellationToken cancellationToken) =>
        versions.Count == 0 ? Task.CompletedTask : commits.AddAsync(new ReferenceRows(versions), cancellationToken);
}
