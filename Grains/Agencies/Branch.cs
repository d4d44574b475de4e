using System.Collections.Immutable;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Dossiers;

namespace Grains.Agencies;

/// <summary>What the agencies below have told of their branches: the newest report of each, added up when asked.</summary>
internal sealed class Branch
{
    private readonly Dictionary<string, BranchReport> _reports = new(StringComparer.Ordinal);

    public BranchReport? Of(string child) => _reports.GetValueOrDefault(child);

    /// <summary>When the part of the branch, at any depth, that has been silent longest last spoke for itself; null when none has told anything.</summary>
    public DateTimeOffset? Heard(ImmutableArray<string> children) => children.Min(child => Of(child) is { } report ? report.Heard ?? report.AsOf : (DateTimeOffset?)null);

    /// <summary>Whether each of the children has told of itself.</summary>
    public bool IsWhole(ImmutableArray<string> children) => children.All(_reports.ContainsKey);

    public IEnumerable<RoleReport> Competent => _reports.Values.Select(report => report.Competent);

    public IEnumerable<RoleReport> Reception => _reports.Values.Select(report => report.Reception);

    public IEnumerable<SourceMark> Sources => _reports.Values.SelectMany(report => report.Sources);

    /// <summary>Whether the report changes anything but its age. A new epoch is a new activation, and counts if it is not older.</summary>
    public bool Apply(BranchReport report)
    {
        var known = Of(report.Agency);
        if (known is not null && IsOlder(report, known))
            return false;
        _reports[report.Agency] = report;
        return known is null || known.Epoch != report.Epoch || known.Sequence != report.Sequence;
    }

    // A beat repeats the sequence of the last frame with what has been counted since.
    private static bool IsOlder(BranchReport report, BranchReport than) => report.Epoch == than.Epoch
        ? (report.Sequence, report.AsOf).CompareTo((than.Sequence, than.AsOf)) < 0
        : report.AsOf < than.AsOf;

    /// <summary>Drops what agencies told that are no longer below this one.</summary>
    public void Keep(ImmutableArray<string> children)
    {
        foreach (var gone in _reports.Keys.Except(children, StringComparer.Ordinal).ToList())
            _reports.Remove(gone);
    }
}
