using Engine.Conformance.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;

namespace Engine.Conformance;

/// <summary>A silo of one test.</summary>
internal sealed class Silo(ClusterFixture cluster) : IAsyncDisposable
{
    public ClusterFixture Cluster => cluster;

    public Journal Journal => cluster.Services.GetRequiredService<Journal>();

    public Gates Gates => cluster.Services.GetRequiredService<Gates>();

    public static async Task<Silo> StartAsync(Action<EmbeddedSiloOptions>? configure = null)
    {
        var cluster = new ClusterFixture(configure ?? (static _ => { }));
        await cluster.InitializeAsync();
        return new(cluster);
    }

    public T Grain<T>(string key)
        where T : IGrainWithStringKey => cluster.Grains.GetGrain<T>(key);

    // A silo whose options hold its clock still could not wait for its grains: it is left to the garbage collector.
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
