namespace Monitor.Bench.Engine;

/// <summary>Calls a second on the engine of one process, on one grain and over many.</summary>
internal sealed class CallsScenario : IScenario
{
    private const int Grains = 1_000;

    public string Name => "calls";

    public string About => "embedded engine: calls a second on one grain and over 1,000, against bare channels";

    public async Task<IReadOnlyList<Measure>> RunAsync(Run run, CancellationToken cancellationToken)
    {
        await using var engine = await EngineHost.StartAsync(cancellationToken);
        var calls = run.Size(20_000, 200);
        var grains = Enumerable.Range(0, Grains).Select(i => engine.Tally($"t/{i}")).ToArray();
        var actors = Enumerable.Range(0, Grains).Select(_ => new ChannelActor()).ToArray();
        var one = await Callers.RateAsync(calls, (_, i) => grains[0].AddAsync(i), (_, i) => actors[0].AddAsync(i));
        var many = await Callers.RateAsync(calls, (caller, i) => grains[Next(caller, i)].AddAsync(i), (caller, i) => actors[Next(caller, i)].AddAsync(i));
        var sum = await grains[0].AddAsync(0);
        if (sum != await actors[0].AddAsync(0))
            throw new UnequalException($"the grain's sum is {sum}, and not that of the channel");
        foreach (var actor in actors)
            actor.Dispose();
        await Task.WhenAll(actors.Select(actor => actor.Reading));
        return
        [
            new Measure("one grain", "calls/s", one.Ours, one.Reference, Goal: 1_000_000),
            new Measure("1,000 grains", "calls/s", many.Ours, many.Reference, Goal: 700_000),
        ];
    }

    // Callers begin apart, and no two follow one another.
    private static int Next(int caller, int call) => (int)(((caller * 7_919L) + (call * (caller + 17L))) % Grains);
}
