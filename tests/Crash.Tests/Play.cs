using Monitor.Crash;

namespace Crash.Tests;

/// <summary>The crash run's small province, played without a crash.</summary>
internal static class Play
{
    private static readonly string Host = Path.Combine(AppContext.BaseDirectory, "Silo.Host.dll");

    public static async Task<Service> StartAsync(Place place, DateTimeOffset clock)
    {
        var service = Service.Launch(Host, place.Folder, clock, new ProvincePlot(0).Speed, place.Options);
        await service.ReadyAsync();
        return service;
    }

    public static async Task FillAsync(Service service)
    {
        foreach (var (kind, document) in new ProvincePlot(0).Reference)
            await service.PutAsync(kind, document);
    }

    public static List<Told> Rounds(ProvincePlot plan, int first, int count) => [.. Enumerable.Range(first, count).SelectMany(number => plan.Next(number).Events)];

    public static Task TellAsync(Service service, Ledger ledger, List<Told> events, int seed)
    {
        var never = new Traffic(KillMoment.AfterAnswer, int.MaxValue);
        return Task.WhenAll(events.GroupBy(told => told.Source).Select(told =>
        {
            var source = new Source(told.Key, ledger);
            source.Add(told);
            return source.SendAsync(service, new Random(seed), never);
        }));
    }
}
