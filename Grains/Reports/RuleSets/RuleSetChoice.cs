using System.Globalization;
using Grains.Catalogue;
using Grains.Interfaces.Catalogue;

namespace Grains.Reports.RuleSets;

/// <summary>Finds the version of a rule set that a report asks for.</summary>
internal static class RuleSetChoice
{
    /// <summary>
    /// <c>id@version</c> is that version; <c>id</c> the newest that is in force on the day. Null when there is none.
    /// </summary>
    public static RuleSet? Of(ReferenceData reference, string asked, DateOnly day)
    {
        var at = asked.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
            return int.TryParse(asked.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var named) ? Version(reference, asked[..at], named) : null;
        for (var version = reference.RuleSets.VersionOf(asked); version >= 0; version--)
        {
            if (Version(reference, asked, version) is { } rules && IsInForce(rules.Document, day))
                return rules;
        }

        return null;
    }

    private static RuleSet? Version(ReferenceData reference, string id, int version) =>
        (version == 0 ? BuiltInRuleSets.Find(id) : reference.RuleSets.Find(id, version)) is { } document ? new RuleSet(document, version) : null;

    private static bool IsInForce(RuleSetDocument document, DateOnly day) => !(document.ValidFrom > day) && !(document.ValidTo < day);
}
