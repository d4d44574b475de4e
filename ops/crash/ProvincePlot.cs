namespace Monitor.Crash;

/// <summary>A small simulated province whose clock runs so fast that deadlines pass in every round.</summary>
internal sealed class ProvincePlot(int seed, int newDossiers = 60) : IPlot
{
    /// <summary>The service's clock at the first start.</summary>
    public static readonly DateTimeOffset Begin = new(2026, 11, 10, 1, 0, 0, TimeSpan.Zero);

    /// <summary>The plan of each round begins so much later than that of the round before.</summary>
    public static readonly TimeSpan RoundTime = TimeSpan.FromHours(6);

    private const int MostTurnsInARound = 3;
    private const int LivesGoOnFor = 12;
    private static readonly string[] Systems = ["mot-cua-1", "mot-cua-2", "mot-cua-3", Offices.Archive];
    private readonly Queue<List<Life>> _alive = new();

    public DateTimeOffset Start => Begin + RoundTime;

    public double Speed => 1_200;

    public IEnumerable<(string Kind, string Document)> Reference =>
        [("calendars", Offices.Calendars), ("policies", Offices.Policies), ("agencies", Offices.Agencies), ("procedures", Offices.Procedures)];

    public IJudge Judge(Store store) => new ProvinceJudge(store);

    public Round Next(int number)
    {
        var random = new Random(Round.SeedOf(seed, number));
        var until = Begin + (RoundTime * number);
        var born = Enumerable.Range(0, newDossiers)
            .Select(i => new Life($"D-{number:0000}-{i:000}", Systems[random.Next(Systems.Length)], until - RoundTime)).ToList();
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
        return new Round(number, until + RoundTime, order, Kills.Draw(random), random.Next());
    }
}
