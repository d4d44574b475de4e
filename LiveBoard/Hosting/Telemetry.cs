using Grains.Interfaces.Operations;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace LiveBoard.Hosting;

/// <summary>
/// Sends metrics over OTLP when it is asked to by the standard variables <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> (or <c>.._METRICS_ENDPOINT</c>),
/// or <c>OTEL_METRICS_EXPORTER=otlp</c> for a collector on this machine. The other standard variables are followed, too.
/// </summary>
internal sealed class Telemetry(IConfiguration configuration, ServiceInfo service) : IHostedService, IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string MetricsEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    private MeterProvider? _provider;

    /// <summary>Whether anything is to be sent.</summary>
    /// <exception cref="TelemetryException">An endpoint is not an address.</exception>
    public static bool IsAsked(IConfiguration configuration)
    {
        var exporter = configuration["OTEL_METRICS_EXPORTER"];
        if (exporter == "none" || string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase))
            return false;
        var endpoints = new[] { Endpoint, MetricsEndpoint }.Where(name => configuration[name] is { Length: > 0 }).ToArray();
        var wrong = endpoints.FirstOrDefault(name => !(Uri.TryCreate(configuration[name], UriKind.Absolute, out var address) && address.Scheme is "http" or "https"));
        return wrong is not null ? throw new TelemetryException(wrong, configuration[wrong]!) : endpoints.Length > 0 || exporter == "otlp";
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (IsAsked(configuration))
            _provider = Build();
        return Task.CompletedTask;
    }

    // Waits for the collector, so not on the thread that stops everything else.
    public Task StopAsync(CancellationToken cancellationToken) =>
        _provider is { } provider ? Task.Run(() => provider.Shutdown((int)LastWords.TotalMilliseconds), cancellationToken) : Task.CompletedTask;

    public void Dispose() => _provider?.Dispose();

    private MeterProvider Build() => Sdk.CreateMeterProviderBuilder()
        .ConfigureServices(services => services.AddSingleton(configuration))
        .ConfigureResource(resource => resource.Clear()
            .AddService("dossier-monitor", serviceVersion: service.Version).AddTelemetrySdk().AddEnvironmentVariableDetector())
        .AddMeter(
            "DossierMonitor.*", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting",
            "Microsoft.Orleans", "Npgsql")
        .AddOtlpExporter()
        .Build();
}

/// <summary>The address to send metrics to is not one.</summary>
public sealed class TelemetryException(string name, string value) : Exception(
    $"Biến {name} phải là địa chỉ http(s) / {name} must be an address such as http://127.0.0.1:4317, and is '{value}'.");
