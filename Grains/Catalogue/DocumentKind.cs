using System.Text.Json;
using Grains.Interfaces.Catalogue;
using Grains.Storage;

namespace Grains.Catalogue;

/// <summary>One kind of reference document: how it is named, keyed, stored and found.</summary>
internal sealed record DocumentKind<T>(
    string Name, Func<T, string> IdOf, Func<ReferenceData, VersionedDocuments<T>> In)
    where T : class
{
    /// <summary>What storing these documents would add; those that are there already word for word add nothing.</summary>
    public IReadOnlyList<(string Id, int Version, T Document)> Changes(ReferenceData reference, IEnumerable<T> documents)
    {
        var known = In(reference);
        return [.. documents.Where(document => known.Find(IdOf(document)) is not { } old || Write(old) != Write(document))
            .Select(document => (IdOf(document), known.VersionOf(IdOf(document)) + 1, document))];
    }

    public ReferenceVersion Stored((string Id, int Version, T Document) entry, DateTimeOffset at) =>
        new(Name, entry.Id, entry.Version, at, Write(entry.Document));

    public IEnumerable<(string Id, int Version, T Document)> Read(IEnumerable<ReferenceVersion> versions) =>
        versions.Where(version => version.Kind == Name).Select(version => (version.Id, version.Version, JsonSerializer.Deserialize<T>(version.Json, ReferenceJson.Options)!));

    private static string Write(T document) => JsonSerializer.Serialize(document, ReferenceJson.Options);
}

internal static class DocumentKinds
{
    public static DocumentKind<AgencyDocument> Agency { get; } =
        new("agency", agency => agency.Code, reference => reference.Agencies);

    public static DocumentKind<ProcedureDocument> Procedure { get; } =
        new("procedure", procedure => procedure.Code, reference => reference.Procedures);

    public static DocumentKind<CalendarDocument> Calendar { get; } =
        new("calendar", calendar => calendar.Id, reference => reference.CalendarDocuments);

    public static DocumentKind<PolicyDocument> Policy { get; } =
        new("policy", policy => policy.Id, reference => reference.Policies);
}
