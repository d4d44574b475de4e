using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace LiveBoard.Hosting;

/// <summary>Stops the start on an address that other machines reach, unless configuration asks for it in so many words.</summary>
internal sealed class LoopbackOnly(IServer server, IConfiguration configuration, IOptions<LiveBoardOptions> options) : IHostedLifecycleService
{
    /// <summary>Before anything listens: the addresses asked for.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        Check((configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return Task.CompletedTask;
    }

    /// <summary>And those taken, wherever they came from.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        Check(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal static bool IsLoopback(string address)
    {
        if (address.Contains("://unix:", StringComparison.OrdinalIgnoreCase) || address.Contains("://pipe:", StringComparison.OrdinalIgnoreCase))
            return true;
        var host = BindingAddress.Parse(address).Host.Trim('[', ']');
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
    }

    private void Check(IEnumerable<string> addresses)
    {
        if (!options.Value.AllowRemote && addresses.FirstOrDefault(address => !IsLoopback(address)) is { } remote)
            throw new InvalidOperationException(
                $"{remote} can be reached from other machines, and there are no accounts yet. Use http://127.0.0.1:5080, or set "
                + $"{LiveBoardOptions.Section}:{nameof(LiveBoardOptions.AllowRemote)} to true behind a proxy that checks who calls.");
    }
}
