using Grains.Catalogue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;

namespace Grains.Tests.Live.Engines;

/// <summary>The engine of one process under the grains of a <see cref="Service"/>.</summary>
internal static class ServiceEngine
{
    public static void AddEngine(this HostApplicationBuilder builder, Losses losses)
    {
        builder.Services.AddEmbeddedSilo(silo => silo.GrainAssemblies.Add(typeof(ReferenceHolder).Assembly));
        builder.Services.AddSingleton<IGrainFactory>(services => new LossyGrains(services.GetRequiredService<IClusterClient>(), losses));
    }
}
