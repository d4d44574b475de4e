using Shouldly;
using Xunit;

namespace Architecture.Tests;

/// <summary>
/// What this version and the one before say to each other while a cluster is upgraded silo by silo. After a release the accepted contracts
/// become the previous ones: CONTRIBUTING.md.
/// </summary>
public sealed class CompatibilityTests
{
    private static readonly Dictionary<string, string[]> Now = PreviousContracts.Read(ContractText.Lines());

    [Fact]
    public void The_previous_version_can_still_be_talked_to() =>
        PreviousContracts.Blocks.SelectMany(block => Problems(block.Key, block.Value, Now)).ShouldBeEmpty();

    [Theory]
    [InlineData("  0 Code: String", "  1 Code: String", "was renumbered")]
    [InlineData("  2 Open: Int32", null, "was removed")]
    [InlineData("  2 Open: Int32", "  2 Open: Int64", "has another type")]
    [InlineData(null, "  1 Level: String", "takes a number that was left free")]
    public void What_breaks_it_is_seen(string? was, string? becomes, string how)
    {
        var contract = new[] { "record Grains.Example example", "  0 Code: String", "  2 Open: Int32" };
        var changed = contract.Where(line => line != was).Concat(becomes is null ? [] : [becomes]);
        var previous = PreviousContracts.Read(contract);
        Problems("example", previous["example"], PreviousContracts.Read(changed)).ShouldNotBeEmpty(how);
        Problems("example", previous["example"], PreviousContracts.Read([.. contract, "  3 Remark: String"])).ShouldBeEmpty();
    }

    // The first line of a block is its kind.
    private static IEnumerable<string> Problems(string name, string[] was, Dictionary<string, string[]> now)
    {
        if (!now.TryGetValue(name, out var lines) || lines[0] != was[0])
        {
            yield return $"{was[0]} {name} is gone";
            yield break;
        }

        var isMethods = was[0] == "interface";
        foreach (var line in was.Skip(1))
        {
            if (!lines.Skip(1).Any(one => isMethods ? SameCall(line, one) : SameNumber(was[0], line, one)))
                yield return $"{name}: '{line}' changed or is gone";
        }

        if (was[0] is not ("record" or "struct") || was.Length == 1)
            yield break;
        var largest = was.Skip(1).Max(PreviousContracts.IdOf);
        foreach (var line in lines.Skip(1).Where(line => !was.Contains(line) && PreviousContracts.IdOf(line) < largest))
            yield return $"{name}: '{line}' is new, and its number is not";
    }

    // Whether calls interleave is each silo's own affair.
    private static bool SameCall(string was, string now) => Bare(was) == Bare(now);

    private static string Bare(string method) => method.Replace(" interleaves", "", StringComparison.Ordinal);

    // Members go by number and type, values of an enumeration by number and name.
    private static bool SameNumber(string kind, string was, string now) => kind == "enum"
        ? was == now
        : PreviousContracts.IdOf(was) == PreviousContracts.IdOf(now) && TypeOf(was) == TypeOf(now);

    private static string TypeOf(string member) => member[(member.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
