using System.Text.Json;
using Grains.Interfaces.Catalogue;
using Grains.Storage;

namespace Grains.Catalogue;

/// <summary>One kind of reference document, whatever its documents look like.</summary>
internal abstract record DocumentKind(string Name)
{
    /// <summary>0 when there is none of that id.</summary>
    public abstract int NewestOf(ReferenceData reference, string id);

    /// <summary>The content from before a version as a version after it; null when that was the document's first.</summary>
    public abstract ReferenceVersion? Restored(ReferenceData reference, ReferenceVersion version, DateTimeOffset at);
}

/// <summary>One kind of reference document: how it is named, keyed, stored and found.</summary>
internal sealed record DocumentKind<T>(
    string Name, Func<T, string> IdOf, Func<ReferenceData, VersionedDocuments<T>> In) : DocumentKind(Name)
    where T : class
{
    public override int NewestOf(ReferenceData reference, string id) => In(reference).VersionOf(id);

    public override ReferenceVersion? Restored(ReferenceData reference, ReferenceVersion version, DateTimeOffset at) =>
        In(reference).Find(version.Id, version.Version - 1) is { } former ? Stored((version.Id, version.Version + 1, former), at) : null;

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

    public static DocumentKind<RuleSetDocument> RuleSet { get; } =
        new("rule-set", set => set.Id, reference => reference.RuleSets);

    public static DocumentKind Named(string name) => new DocumentKind[] { Agency, Procedure, Calendar, Policy, RuleSet }.Single(kind => kind.Name == name);

    public static DocumentSet Read(IReadOnlyCollection<ReferenceVersion> versions) => new()
    {
        Agencies = [.. Agency.Read(versions)],
        Procedures = [.. Procedure.Read(versions)],
        Calendars = [.. Calendar.Read(versions)],
        Policies = [.. Policy.Read(versions)],
        RuleSets = [.. RuleSet.Read(versions)],
    };
}
