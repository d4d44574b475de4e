using System.Collections.Immutable;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;

namespace Grains.Catalogue;

internal sealed partial class DocumentChecks
{
    private static readonly ImmutableArray<PortalState> PossibleEnds =
        [PortalState.Finished, PortalState.Returned, PortalState.Declined, PortalState.Stopped, PortalState.Withdrawn];

    public static ImmutableArray<DocumentProblem> Of(RuleSetsDocument document)
    {
        var checks = new DocumentChecks();
        checks.Each("ruleSets", document.RuleSets, set => set.Id, checks.RuleSet);
        return checks._problems.ToImmutable();
    }

    private void RuleSet(string path, RuleSetDocument set)
    {
        if (set.Id is not { Length: > 0 and <= 32 } || !set.Id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
            Add($"{path}.id", "give 1 to 32 letters, digits and -");
        if (set.Id == BuiltInRuleSets.Live)
            Add($"{path}.id", $"{BuiltInRuleSets.Live} is what the live boards count, and cannot be changed: give yours another id");
        Name($"{path}.name", set.Name);
        if (set.Source is null or { Length: > 2_000 })
            Add($"{path}.source", "give at most 2000 characters: the text that it follows");
        if (set.ValidTo < set.ValidFrom)
            Add($"{path}.validTo", "must not be before validFrom");
        if (set.Ends.IsDefault || !set.Ends.Contains(PortalState.Finished) || set.Ends.Distinct().Count() != set.Ends.Length || set.Ends.Except(PossibleEnds).Any())
            Add($"{path}.ends", "list finished, and each of returned, declined, stopped, withdrawn at most once, in the order in which they count");
        if (set.Decimals is < 0 or > 4)
            Add($"{path}.decimals", "give 0 to 4");
    }
}
