using System.Globalization;

namespace Monitor.Crash.Chaos;

internal enum FaultKind
{
    /// <summary>SIGKILL, and a start when the time is over.</summary>
    Kill,

    /// <summary>SIGSTOP, and SIGCONT when the time is over.</summary>
    Freeze,

    /// <summary>The signal to hand over and end, and a start when the time is over.</summary>
    Restart,

    /// <summary>No packet between two members, or one and all others.</summary>
    Cut,

    /// <summary>A silo is started again with a clock that is wrong, and with the right one when the time is over.</summary>
    Clock,
}

/// <summary>One thing that goes wrong.</summary>
/// <param name="Target">A member by name.</param>
/// <param name="Other">Of a cut: the member at its other end, or <see cref="All"/>.</param>
/// <param name="Seconds">How long it lasts, real time.</param>
/// <param name="Ahead">Of a clock: real seconds that it is ahead; behind when negative.</param>
internal sealed record Fault(FaultKind Kind, string Target, string? Other, double Seconds, double Ahead = 0)
{
    public const string All = "all";

    /// <summary>Such as <c>kill silo</c> or <c>cut silo database</c>: what its results are grouped by.</summary>
    public string Sort => string.Join(' ', new[] { Word(Kind), KindOf(Target), Other is null ? null : KindOf(Other) }.OfType<string>());

    public bool Hits(Member member) => member.Name == Target || member.Name == Other;

    /// <summary>Reads what <see cref="ToString"/> writes: <c>kill silo1 4.5</c>, <c>cut silo1 all 10</c>, <c>clock silo2 -5 12</c>.</summary>
    /// <exception cref="FormatException">It is none; the text says why.</exception>
    public static Fault Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 3 || !Enum.TryParse<FaultKind>(words[0], ignoreCase: true, out var kind) || words[0] != Word(kind))
            throw Bad("begins with kill, freeze, restart, cut or clock, then says who, and ends with seconds");
        var count = kind is FaultKind.Cut or FaultKind.Clock ? 4 : 3;
        if (words.Length != count)
            throw Bad($"has {count} words");
        var fault = new Fault(kind, Member(words[1]), kind == FaultKind.Cut ? MemberOrAll(words[2]) : null, Number(words[^1]), kind == FaultKind.Clock ? Number(words[2]) : 0);
        return fault switch
        {
            { Seconds: not (>= 0 and <= 120) } => throw Bad("lasts 0 to 120 seconds"),
            { Kind: FaultKind.Clock } when KindOf(fault.Target) != "silo" => throw Bad("sets the clock of a silo"),
            { Kind: FaultKind.Cut } when fault.Target == fault.Other => throw Bad("has two ends"),
            _ => fault,
        };

        string Member(string word) => KindOf(word) is "silo" or "board" or "database" ? word : throw Bad($"knows no '{word}'; members are silo1 to silo3, board1, board2 and database");
        string MemberOrAll(string word) => word == All ? word : Member(word);
        double Number(string word) => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Bad($"has no number '{word}'");
        FormatException Bad(string why) => new($"A fault {why}, and this is '{text}'");
    }

    public override string ToString() => Kind switch
    {
        FaultKind.Cut => string.Create(CultureInfo.InvariantCulture, $"cut {Target} {Other} {Seconds:0.0}"),
        FaultKind.Clock => string.Create(CultureInfo.InvariantCulture, $"clock {Target} {Ahead:0.0} {Seconds:0.0}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Word(Kind)} {Target} {Seconds:0.0}"),
    };

    private static string Word(FaultKind kind) => kind.ToString().ToLowerInvariant();

    // silo1 to silo3, board1 and board2 are silos and boards; anything else is itself.
    private static string KindOf(string member) => member switch
    {
        ['s', 'i', 'l', 'o', >= '1' and < (char)('1' + Cluster.Silos)] => "silo",
        ['b', 'o', 'a', 'r', 'd', >= '1' and < (char)('1' + Cluster.Boards)] => "board",
        _ => member,
    };
}
