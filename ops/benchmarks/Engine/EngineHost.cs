using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace Monitor.Bench.Engine;

/// <summary>The engine of one process with the grain that is measured, and nothing else.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly IHost _host;

    private EngineHost()
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.ClearProviders();
        builder.Services.AddEmbeddedSilo(silo =>
        {
            silo.GrainAssemblies.Add(typeof(TallyGrain).Assembly);
            silo.CollectionAge = TimeSpan.FromHours(1);
        });
        _host = builder.Build();
    }

    public static async Task<EngineHost> StartAsync(CancellationToken cancellationToken)
    {
        var engine = new EngineHost();
        await engine._host.StartAsync(cancellationToken);
        return engine;
    }

    public ITallyGrain Tally(string key) => _host.Services.GetRequiredService<IGrainFactory>().GetGrain<ITallyGrain>(key);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
