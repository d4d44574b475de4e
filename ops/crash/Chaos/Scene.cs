namespace Monitor.Crash.Chaos;

/// <summary>What is told in a run of chaos, which boards are looked at, and what goes wrong meanwhile.</summary>
/// <param name="Clock">The service's clock at the start.</param>
/// <param name="Boards">Displays of these are open throughout.</param>
/// <param name="FaultsOf">By round.</param>
/// <param name="ClockOf">A round begins no earlier on the service's clock.</param>
internal sealed record Scene(IPlot Plot, DateTimeOffset Clock, IReadOnlyList<JudgedBoard> Boards, Func<int, IReadOnlyList<Fault>> FaultsOf, Func<Round, DateTimeOffset> ClockOf)
{
    // What a silo's clock may be behind, no event lies in its future.
    private static readonly TimeSpan Slack = TimeSpan.FromHours(4);

    /// <summary>Real time over which a round's events are told; null for as long as its faults last.</summary>
    public TimeSpan? Over { get; init; }

    public static Scene Of(ChaosOptions options) => options.Data is null ? Province(options) : Washington(options);

    // Four systems tell of two months of a city while a silo is killed in each round; the clock stands still.
    private static Scene Washington(ChaosOptions options)
    {
        var plot = new WashingtonPlot(new CrashOptions("", options.Rounds, options.Seed, null) { Data = options.Data, Reference = options.Reference });
        var given = options.Plot is { } text ? Plan.Parse(text) : null;
        return new Scene(
            plot, plot.Start, [new JudgedBoard("DC", static _ => true)],
            number => given is null ? [new Fault(FaultKind.Kill, $"silo{1 + new Random(Round.SeedOf(options.Seed, number)).Next(Cluster.Silos)}", null, 5)] : given[(number - 1) % given.Count],
            _ => plot.Start)
        {
            Over = TimeSpan.FromSeconds(20),
        };
    }

    private static Scene Province(ChaosOptions options)
    {
        var plot = new ProvincePlot(options.Seed, newDossiers: 40);
        var plan = new Plan(options.Seed, options.Apart);
        var given = options.Plot is { } text ? Plan.Parse(text) : null;
        return new Scene(
            plot, plot.Start + Slack,
            [.. Offices.All.Select(office => new JudgedBoard(office.Code, CountedBy(office.Code)))],
            number => given is null ? plan.Of(number) : given[(number - 1) % given.Count],
            round => round.Clock - ProvincePlot.RoundTime + Slack);
    }

    private static Func<Standpoint, bool> CountedBy(string office)
    {
        var branch = Offices.Branch(office).ToHashSet();
        return Offices.Points.Contains(office) ? standpoint => branch.Contains(standpoint.Point) : standpoint => branch.Contains(standpoint.Agency);
    }
}
