using Orleans.Hosting;
using Orleans.Runtime;

namespace Silo.Host.Engines;

/// <summary>The grains on Orleans, one silo on this machine.</summary>
internal static class SiloEngine
{
    public const string Name = "orleans";

    // Grains are found by the generated code of their assembly, which the reference to it brings in.
    public static void AddSilo(this WebApplicationBuilder builder)
    {
        builder.UseOrleans(silo => silo.UseLocalhostClustering());
        builder.AddGrainClock();
    }

    // Only grains live by the service's clock: membership, time-outs and collection stay on real time, or a fast replay would declare
    // the silo dead.
    public static void AddGrainClock(this WebApplicationBuilder builder)
    {
        builder.Services.AddKeyedSingleton(KeyedService.AnyKey, static (_, _) => TimeProvider.System);
        builder.Services.AddKeyedSingleton(TimeProviderNames.Grains, static (services, _) => services.GetRequiredService<TimeProvider>());
    }
}
