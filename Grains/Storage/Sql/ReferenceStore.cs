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

    private sealed class ReferenceRows(IReadOnlyList<ReferenceVersion> versions) : StoreWrite
    {
        public override int Size => versions.Sum(version => version.Json.Length);

        public override void Apply(Writer writer)
        {
            var find = writer.Prepare("SELECT 1 FROM reference_version WHERE kind = ?1 AND document = ?2 AND version = ?3");
            var insert = writer.Prepare(
                "INSERT INTO reference_version (kind, document, version, at, json) VALUES (?1, ?2, ?3, ?4, ?5)");
            foreach (var version in versions)
            {
                if (find.Bind(version.Kind).Bind(version.Id).Bind(version.Version).Exists())
                {
                    Refuse(new InconsistentStateException($"Version {version.Version} of {version.Kind} {version.Id} is there already."));
                    return;
                }
            }

            foreach (var version in versions)
                insert.Bind(version.Kind).Bind(version.Id).Bind(version.Version).Bind(version.At).Bind(version.Json).Run();
        }
    }
}
