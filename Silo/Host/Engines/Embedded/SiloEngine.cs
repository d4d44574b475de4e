using Grains.Interfaces.Operations;
using Orleans.Hosting;

namespace Silo.Host.Engines;

/// <summary>The grains on the engine of one process.</summary>
internal static class SiloEngine
{
    public const string Name = "embedded";

    public static void AddSilo(this WebApplicationBuilder builder)
    {
        builder.Services.AddEmbeddedSilo(silo => silo.GrainAssemblies.Add(typeof(Grains.Catalogue.ReferenceHolder).Assembly));
        builder.Services.AddSingleton<IMembers, OneMember>();
    }
}
