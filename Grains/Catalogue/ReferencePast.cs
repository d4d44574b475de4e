using Grains.Storage;

namespace Grains.Catalogue;

/// <summary>The reference data as it was at an instant: of each document the version then in force, or its first if there was none yet.</summary>
public sealed class ReferencePast(IReferenceStore store)
{
    public async Task<ReferenceData> AtAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        var versions = await store.ReadAllAsync(cancellationToken);
        return ReferenceLoader.Read(
            [.. versions.GroupBy(version => (version.Kind, version.Id)).Select(group => group.LastOrDefault(version => version.At <= at) ?? group.First())]);
    }
}
