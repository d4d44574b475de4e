namespace Monitor.Crash.Chaos;

/// <summary>Which faults each round has: every sort comes up once before any comes again, in an order, at members and for a time that the seed decides.</summary>
internal sealed class Plan(int seed, bool canCut)
{
    private const int SecondInAFewRounds = 6;

    private static readonly string[] Sorts =
    [
        "kill silo", "kill board", "kill database", "freeze silo", "freeze board", "freeze database", "restart silo", "restart board", "restart database",
        "cut silo silo", "cut silo all", "cut silo database", "cut board silo", "cut board database", "cut board all", "clock silo",
    ];

    private readonly string[] _sorts = [.. Sorts.Where(sort => canCut || !sort.StartsWith("cut", StringComparison.Ordinal))];

    public int Count => _sorts.Length;

    /// <param name="number">Of the round, 1 or more.</param>
    public IReadOnlyList<Fault> Of(int number)
    {
        var order = _sorts.ToArray();
        new Random(Round.SeedOf(seed, -((number - 1) / _sorts.Length) - 1)).Shuffle(order);
        var random = new Random(Round.SeedOf(seed, number));
        var first = Draw(order[(number - 1) % order.Length], random);
        if (number % SecondInAFewRounds != 0)
            return [first];
        // Never two silos: a cluster of three outlives the loss of one, and not more is promised.
        var second = Draw(first.Sort.Contains("silo", StringComparison.Ordinal) ? "kill board" : random.Next(2) == 0 ? "kill silo" : "freeze silo", random);
        return second.Target == first.Target ? [first] : [first, second];
    }

    /// <summary>Faults as given by hand: rounds apart by semicolons, faults of one round by commas.</summary>
    public static IReadOnlyList<IReadOnlyList<Fault>> Parse(string plot) =>
        [.. plot.Split(';').Select(round => (IReadOnlyList<Fault>)[.. round.Split(',').Select(Fault.Parse)])];

    private static Fault Draw(string sort, Random random)
    {
        var words = sort.Split(' ');
        var kind = Enum.Parse<FaultKind>(words[0], ignoreCase: true);
        var target = Any(words[1], random);
        var other = words.Length == 3 ? Any(words[2], random, target) : null;
        var ahead = kind == FaultKind.Clock ? (random.Next(2) == 0 ? -1 : 1) * (2 + (4 * random.NextDouble())) : 0;
        return new Fault(kind, target, other, Math.Round(Seconds(kind, random), 1), Math.Round(ahead, 1));
    }

    // Short ones are likelier than long ones, which all take the same way.
    private static double Seconds(FaultKind kind, Random random)
    {
        var share = random.NextDouble() * random.NextDouble();
        return kind switch
        {
            FaultKind.Kill => 1 + (11 * share),
            FaultKind.Restart => 3 * share,
            FaultKind.Freeze => 3 + (17 * share),
            FaultKind.Cut => 5 + (15 * share),
            _ => 6 + (4 * share),
        };
    }

    private static string Any(string kind, Random random, string? but = null)
    {
        var count = kind switch
        {
            "silo" => Cluster.Silos,
            "board" => Cluster.Boards,
            _ => 0,
        };
        if (count == 0)
            return kind;
        for (; ; )
        {
            var name = $"{kind}{1 + random.Next(count)}";
            if (name != but)
                return name;
        }
    }
}
