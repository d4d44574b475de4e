using Grains.Catalogue;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using Shouldly;
using Xunit;

namespace Grains.Tests.Catalogue;

/// <summary>Every problem of a rule set names its field.</summary>
public sealed class RuleSetChecksTests
{
    private static readonly RuleSetDocument Good = BuiltInRuleSets.Find("qd766")!;

    [Fact]
    public void The_built_in_ones_are_valid_and_internal_is_kept_for_the_live_boards()
    {
        BuiltInRuleSets.All.Select(set => set.Id).ShouldBe(["ii06a", "internal", "qd766"]);
        DocumentChecks.Of(new RuleSetsDocument([.. BuiltInRuleSets.All])).Select(problem => problem.Field).ShouldBe(["ruleSets[1].id"]);
        BuiltInRuleSets.All.ShouldAllBe(set => set.Source.Length > 0 && set.Name.En != null);
    }

    [Fact]
    public void Every_problem_is_named_at_once()
    {
        var bad = Good with { Id = "a b", Name = new BilingualText(""), Ends = [PortalState.Returned], ValidTo = new DateOnly(2000, 1, 1), Decimals = 5 };
        DocumentChecks.Of(new RuleSetsDocument([bad, Good with { Ends = [PortalState.Finished, PortalState.Received] }, Good with { Id = "x", Ends = [PortalState.Finished, PortalState.Finished] }]))
            .Select(problem => problem.Field)
            .ShouldBe(["ruleSets[0].id", "ruleSets[0].name.vi", "ruleSets[0].validTo", "ruleSets[0].ends", "ruleSets[0].decimals", "ruleSets[1].ends", "ruleSets[2].ends"]);
    }
}
