using System.Reflection;
using System.Text.Json;
using Grains.Interfaces.Catalogue;

namespace Grains.Catalogue;

/// <summary>The rule sets that come with the program (ops/reference/rule-sets): version 0 of each, until a site puts its own.</summary>
public static class BuiltInRuleSets
{
    /// <summary>The one by which live boards count; it is the program's own.</summary>
    public const string Live = "internal";

    public static IReadOnlyList<RuleSetDocument> All { get; } = [.. Read().OrderBy(set => set.Id, StringComparer.Ordinal)];

    public static RuleSetDocument? Find(string id) => All.FirstOrDefault(set => set.Id == id);

    private static IEnumerable<RuleSetDocument> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("rule-sets/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var set in JsonSerializer.Deserialize<RuleSetsDocument>(stream, ReferenceJson.Options)!.RuleSets)
                yield return set;
        }
    }
}
