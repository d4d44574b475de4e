using System.Collections.Concurrent;

namespace Monitor.Crash.Chaos;

/// <summary>The systems that tell of dossiers: a round's events over some time, through either board, and through the other one when it is not served.</summary>
internal sealed class Senders(Cluster cluster, Ledger ledger, IEnumerable<string>? names = null)
{
    private const int Slices = 16;
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);
    private readonly Dictionary<string, Source> _sources = (names ?? []).ToDictionary(name => name, name => new Source(name, ledger));
    private readonly ConcurrentQueue<long> _failures = new();
    private readonly Traffic _traffic = new(KillMoment.AfterAnswer, int.MaxValue);

    /// <summary>Timestamps at which a source was refused or not answered.</summary>
    public IReadOnlyCollection<long> Failures => _failures;

    /// <summary>Answered or not: how many wait.</summary>
    public int Waiting => _sources.Values.Sum(source => source.Waiting);

    public async Task SendAsync(Round round, TimeSpan over, CancellationToken stop)
    {
        var random = new Random(round.Seed);
        var telling = new List<Task>();
        foreach (var told in round.Events.GroupBy(told => told.Source))
        {
            if (!_sources.TryGetValue(told.Key, out var source))
                _sources[told.Key] = source = new Source(told.Key, ledger);
            telling.Add(TellAsync(source, [.. told], over, new Random(random.Next()), stop));
        }

        await Task.WhenAll(telling);
    }

    private async Task TellAsync(Source source, Told[] events, TimeSpan over, Random random, CancellationToken stop)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var slice = 0; slice < Slices; slice++)
        {
            source.Add(events[(events.Length * slice / Slices)..(events.Length * (slice + 1) / Slices)]);
            await TellAsync(source, random, stop);
            var early = (over * (slice + 1) / Slices) - TimeProvider.System.GetElapsedTime(began);
            if (early > TimeSpan.Zero)
                await Task.Delay(early, TimeProvider.System, stop);
        }
    }

    private async Task TellAsync(Source source, Random random, CancellationToken stop)
    {
        for (var door = random.Next(cluster.Doors.Count); source.Waiting > 0; door++)
        {
            await source.SendAsync(cluster.Doors[door % cluster.Doors.Count], random, _traffic);
            if (source.Waiting == 0)
                return;
            _failures.Enqueue(TimeProvider.System.GetTimestamp());
            await Task.Delay(Again, TimeProvider.System, stop);
        }
    }
}
