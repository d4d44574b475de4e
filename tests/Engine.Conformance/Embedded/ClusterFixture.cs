using Engine.Conformance.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Tests.Shared;

namespace Engine.Conformance;

/// <summary>A started silo on the embedded engine, its grains on a clock that the tests turn.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private readonly IHost _host;

    public ClusterFixture()
        : this(static _ => { })
    {
    }

    internal ClusterFixture(Action<EmbeddedSiloOptions> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<Journal>().AddSingleton<Gates>().AddSingleton<TestStore>();
        builder.Services.AddGrainStorage("rows", static (services, _) => services.GetRequiredService<TestStore>());
        builder.Services.AddEmbeddedSilo(options =>
        {
            options.GrainAssemblies.Add(typeof(ClusterFixture).Assembly);
            options.CollectionPeriod = TimeSpan.FromHours(1);
            configure(options);
        });
        _host = builder.Build();
    }

    public FakeClock Clock { get; } = new();

    public IServiceProvider Services => _host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public Task InitializeAsync() => _host.StartAsync();

    public async Task DisposeAsync()
    {
        await StopAsync();
        _host.Dispose();
    }

    public Task StopAsync() => _host.StopAsync();

    /// <summary>Collects every activation that is idle now, whatever its age.</summary>
    public Task CollectIdleAsync()
    {
        Services.GetRequiredService<EmbeddedSilo>().CollectIdle(TimeSpan.Zero);
        return Task.CompletedTask;
    }
}
