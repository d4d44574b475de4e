namespace Grains.Storage;

/// <summary>Versions of reference documents. A version, once written, never changes: dossiers point at it for ever.</summary>
public interface IReferenceStore
{
    /// <summary>All versions of all documents, oldest first.</summary>
    Task<IReadOnlyList<ReferenceVersion>> ReadAllAsync(CancellationToken cancellationToken);

    /// <summary>Adds versions as one transaction; durable on return.</summary>
    Task AddAsync(IReadOnlyList<ReferenceVersion> versions, CancellationToken cancellationToken);
}

/// <summary>One version of one reference document.</summary>
/// <param name="Kind"><c>agency</c>, <c>procedure</c>, <c>calendar</c> or <c>policy</c>.</param>
/// <param name="Version">1 for the first version of this document.</param>
/// <param name="Json">The document in the same JSON as over HTTP.</param>
public sealed record ReferenceVersion(string Kind, string Id, int Version, DateTimeOffset At, string Json);
