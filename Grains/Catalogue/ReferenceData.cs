using System.Collections.Immutable;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Catalogue;
using Grains.Time;

namespace Grains.Catalogue;

/// <summary>
/// All reference data at one moment, immutable: the documents in force, and every older version that a dossier may be pinned to.
/// </summary>
public sealed class ReferenceData
{
    /// <summary>The policy in force. Others can be kept; no agency uses them.</summary>
    public const string PolicyId = "default";

    private ImmutableDictionary<string, ImmutableArray<string>> _children = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    public static ReferenceData Empty { get; } = new();

    public VersionedDocuments<AgencyDocument> Agencies { get; private init; } = VersionedDocuments<AgencyDocument>.Empty;

    public VersionedDocuments<ProcedureDocument> Procedures { get; private init; } = VersionedDocuments<ProcedureDocument>.Empty;

    public VersionedDocuments<CalendarDocument> CalendarDocuments { get; private init; } = VersionedDocuments<CalendarDocument>.Empty;

    public VersionedDocuments<WorkingCalendar> Calendars { get; private init; } = VersionedDocuments<WorkingCalendar>.Empty;

    public VersionedDocuments<PolicyDocument> Policies { get; private init; } = VersionedDocuments<PolicyDocument>.Empty;

    /// <summary>Those that the site has put; <see cref="BuiltInRuleSets"/> stand before them.</summary>
    public VersionedDocuments<RuleSetDocument> RuleSets { get; private init; } = VersionedDocuments<RuleSetDocument>.Empty;

    /// <summary>How many versions of documents there are; grows with every change.</summary>
    public long Version => Agencies.Count + Procedures.Count + Calendars.Count + Policies.Count + RuleSets.Count;

    public PolicyDocument Policy => Policies.Find(PolicyId) ?? DefaultPolicy.Document;

    public int PolicyVersion => Policies.VersionOf(PolicyId);

    public ReferenceData With(DocumentSet set) => new()
    {
        Agencies = Agencies.With(set.Agencies),
        Procedures = Procedures.With(set.Procedures),
        CalendarDocuments = CalendarDocuments.With(set.Calendars),
        Calendars = Calendars.With(set.Calendars.Select(entry => (entry.Id, entry.Version, Build(entry.Document, entry.Version)))),
        Policies = Policies.With(set.Policies),
        RuleSets = RuleSets.With(set.RuleSets),
        _children = ChildrenOf(Agencies.With(set.Agencies)),
    };

    /// <summary>A version of the policy; the built-in one for version 0.</summary>
    public PolicyDocument PolicyAt(int version) => Policies.Find(PolicyId, version) ?? DefaultPolicy.Document;

    public ImmutableArray<string> Children(string agency) => _children.GetValueOrDefault(agency, []);

    /// <summary>The agency and everything below it, parents first.</summary>
    public IReadOnlyList<string> Branch(string agency)
    {
        var branch = new List<string> { agency };
        for (var i = 0; i < branch.Count; i++)
            branch.AddRange(Children(branch[i]));
        return branch;
    }

    public AgencyLabel Label(string code) =>
        Agencies.Find(code) is { } agency ? new AgencyLabel(code, agency.Name, agency.Level) : new AgencyLabel(code, new BilingualText(code), "");

    /// <summary>How many agencies stand above this one.</summary>
    public int Depth(string agency) => Upwards(agency).Skip(1).Count();

    /// <summary>An agency's calendar: its own, else the nearest above it, else the policy's default; null when that one is not there.</summary>
    public WorkingCalendar? CalendarOf(string? agency) => Calendars.Find(CalendarNamedFor(agency) ?? Policy.DefaultCalendar);

    /// <summary>Whether the agency or one above it names a calendar, so that the policy's default is not asked.</summary>
    public bool NamesCalendar(string agency) => CalendarNamedFor(agency) is not null;

    private string? CalendarNamedFor(string? agency) => Upwards(agency).Select(each => each.Calendar).FirstOrDefault(calendar => calendar is not null);

    // The agency, its parent, and so on. A circle is no valid document.
    private IEnumerable<AgencyDocument> Upwards(string? agency)
    {
        for (var each = agency is null ? null : Agencies.Find(agency); each is not null; each = each.Parent is { } parent ? Agencies.Find(parent) : null)
            yield return each;
    }

    private static ImmutableDictionary<string, ImmutableArray<string>> ChildrenOf(VersionedDocuments<AgencyDocument> agencies) =>
        agencies.Newest.Where(agency => agency.Parent is not null).GroupBy(agency => agency.Parent!)
            .ToImmutableDictionary(group => group.Key, group => group.Select(agency => agency.Code).ToImmutableArray());

    // Documents are validated before they are stored; one that no longer reads is a broken store, not a refusal.
    private static WorkingCalendar Build(CalendarDocument document, int version) =>
        WorkingCalendar.TryCreate(document, version, out var calendar, out var problems)
            ? calendar
            : throw new InvalidOperationException($"Stored calendar {document.Id}@{version} is not valid: {problems[0]}");
}

/// <summary>New versions of documents, of any kind.</summary>
public sealed record DocumentSet
{
    public ImmutableArray<(string Id, int Version, AgencyDocument Document)> Agencies { get; init; } = [];

    public ImmutableArray<(string Id, int Version, ProcedureDocument Document)> Procedures { get; init; } = [];

    public ImmutableArray<(string Id, int Version, CalendarDocument Document)> Calendars { get; init; } = [];

    public ImmutableArray<(string Id, int Version, PolicyDocument Document)> Policies { get; init; } = [];

    public ImmutableArray<(string Id, int Version, RuleSetDocument Document)> RuleSets { get; init; } = [];
}
