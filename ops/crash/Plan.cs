namespace Monitor.Crash;

/// <summary>What each round tells: the seed alone decides it.</summary>
internal sealed class Plan(CrashOptions options)
{
    private const int MostTurnsInARound = 3;
    private const int LivesGoOnFor = 12;
    private static readonly string[] Systems = ["mot-cua-1", "mot-cua-2", "mot-cua-3"];
    private readonly Queue<List<Life>> _alive = new();

    public Round Next(int number)
    {
        var random = new Random(HashCode(options.Seed, number));
        var until = CrashOptions.Start + (CrashOptions.RoundTime * number);
        var born = Enumerable.Range(0, options.NewDossiers)
            .Select(i => new Life($"D-{number:0000}-{i:000}", Systems[random.Next(Systems.Length)], until - CrashOptions.RoundTime)).ToList();
        _alive.Enqueue(born);
        if (_alive.Count > LivesGoOnFor)
            _alive.Dequeue();
        var told = new List<Told>();
        foreach (var life in _alive.SelectMany(lives => lives))
        {
            for (var turn = random.Next(MostTurnsInARound + 1); turn > 0 && life.Next(random, until) is { } next; turn--)
                told.Add(next);
        }

        var order = told.ToArray();
        random.Shuffle(order);
        return new Round(number, until, order, Kills.Draw(random), random.Next());
    }

    // Unlike that of the runtime the same in every process.
    private static int HashCode(int seed, int number) => unchecked((seed * 1_000_003) + (number * 7_919));
}

/// <summary>One round's events, in the order in which their sources send them, and how it ends.</summary>
/// <param name="Clock">The service's clock is here or later, and every event is before.</param>
/// <param name="Seed">Of the sizes of batches and of what is sent twice.</param>
internal sealed record Round(int Number, DateTimeOffset Clock, Told[] Events, Kills Kills, int Seed)
{
    private const int LooksFirstEvery = 3;

    /// <summary>Everything is sent and looked at before the kill.</summary>
    public bool LooksFirst => Number % LooksFirstEvery == 0;
}
