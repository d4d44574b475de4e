using Orleans.Hosting;

namespace Silo.Host.Engines;

/// <summary>The grains on Orleans, one silo on this machine.</summary>
internal static class SiloEngine
{
    public const string Name = "orleans";

    // Grains are found by the generated code of their assembly, which the reference to it brings in.
    public static void AddSilo(this WebApplicationBuilder builder) => builder.UseOrleans(silo => silo.UseLocalhostClustering());
}
