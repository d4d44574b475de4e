using System.Collections.Concurrent;

namespace Monitor.Bench.Engine;

/// <summary>First calls on grains that nobody has called before, and what each takes of memory.</summary>
internal sealed class ActivationsScenario : IScenario
{
    private const int AtOnce = 64;

    public string Name => "activations";

    public string About => "embedded engine: first calls a second on new ids and memory of each, against a dictionary of channels";

    public async Task<IReadOnlyList<Measure>> RunAsync(Run run, CancellationToken cancellationToken)
    {
        await using var engine = await EngineHost.StartAsync(cancellationToken);
        var count = run.Size(200_000, 2_000);
        var actors = new ConcurrentDictionary<string, ChannelActor>();
        await MeasureAsync("warm", count / 10, key => engine.Tally(key).AddAsync(1));
        await MeasureAsync("warm", count / 10, Plain);
        var ours = await MeasureAsync("m", count, key => engine.Tally(key).AddAsync(1));
        var plain = await MeasureAsync("m", count, Plain);
        foreach (var actor in actors.Values)
            actor.Dispose();
        await Task.WhenAll(actors.Values.Select(actor => actor.Reading));
        return
        [
            new Measure("new grains", "calls/s", ours.Rate, plain.Rate, Goal: 50_000),
            new Measure("memory of each", "B", ours.Bytes, plain.Bytes, Goal: 1_024),
        ];

        Task<long> Plain(string key) => actors.GetOrAdd(key, _ => new ChannelActor()).AddAsync(1);
    }

    private static async Task<(double Rate, double Bytes)> MeasureAsync(string prefix, int count, Func<string, Task<long>> call)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var began = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(caller => Task.Run(async () =>
        {
            for (var i = caller; i < count; i += AtOnce)
            {
                if (await call($"{prefix}/{i}") != 1)
                    throw new UnequalException($"{prefix}/{i} had been called before");
            }
        })));
        var took = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        return (count / took, Math.Max(0, GC.GetTotalMemory(forceFullCollection: true) - before) / (double)count);
    }
}
