namespace Architecture.Tests;

/// <summary>
/// Contracts of the version before this one, which runs beside it while a cluster is upgraded: each block by its alias (an enumeration by
/// its name) with what it is and the lines in it.
/// </summary>
internal static class PreviousContracts
{
    public const string Text = "tests/Architecture.Tests/contracts.previous.txt";

    public static IReadOnlyDictionary<string, string[]> Blocks { get; } = Read(Repository.Lines(Text));

    public static bool Knew(string alias, uint id) => Blocks.TryGetValue(alias, out var lines) && lines.Skip(1).Any(line => IdOf(line) == id);

    public static uint IdOf(string line) => uint.Parse(line.AsSpan(0, line.IndexOf(' ', StringComparison.Ordinal)), null);

    public static Dictionary<string, string[]> Read(IEnumerable<string> lines)
    {
        var blocks = new Dictionary<string, List<string>>();
        List<string> block = [];
        foreach (var line in lines)
        {
            if (line.StartsWith(' '))
                block.Add(line.Trim());
            else
                blocks.Add(NameOf(line), block = [line[..line.IndexOf(' ', StringComparison.Ordinal)]]);
        }

        return blocks.ToDictionary(one => one.Key, one => one.Value.ToArray());
    }

    private static string NameOf(string head) => head[(head.LastIndexOf(' ') + 1)..];
}
