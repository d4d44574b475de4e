using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Tests.Shared;

namespace Engine.Conformance.Support;

/// <summary>Tests that share one silo and run one after another, each with its own keys.</summary>
[Collection(Name)]
public abstract class ClusterTests(ClusterFixture cluster)
{
    public const string Name = "cluster";

    protected ClusterFixture Cluster { get; } = cluster;

    /// <summary>Never all hexadecimal digits: some storages take such keys for numbers.</summary>
    protected string Key { get; } = $"k/{Guid.NewGuid():N}";

    protected Journal Journal => Cluster.Services.GetRequiredService<Journal>();

    protected Gates Gates => Cluster.Services.GetRequiredService<Gates>();

    protected TestStore Store => Cluster.Services.GetRequiredService<TestStore>();

    protected FakeClock Clock => Cluster.Clock;

    protected T Grain<T>(string? key = null)
        where T : IGrainWithStringKey => Cluster.Grains.GetGrain<T>(key ?? Key);
}

[CollectionDefinition(ClusterTests.Name)]
public sealed class ClusterCollection : ICollectionFixture<ClusterFixture>;
