using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Hosting;

public static class EmbeddedSiloServices
{
    /// <summary>
    /// Adds the silo as a hosted service, with <see cref="IGrainFactory"/> and <see cref="IClusterClient"/>. Calls are refused before the
    /// silo has started. Storages are added by name with <c>AddGrainStorage</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">An option is out of range; the text names it.</exception>
    public static IServiceCollection AddEmbeddedSilo(this IServiceCollection services, Action<EmbeddedSiloOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new EmbeddedSiloOptions();
        configure(options);
        options.Validate();

        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<EmbeddedSilo>();
        services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<EmbeddedSilo>().Client);
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<EmbeddedSilo>().Client);
        services.AddSingleton<IActivationCounts>(provider => provider.GetRequiredService<EmbeddedSilo>());
        services.AddSingleton<ITimerRegistry, TimerRegistry>();
        services.AddHostedService(provider => provider.GetRequiredService<EmbeddedSilo>());
        return services;
    }
}
