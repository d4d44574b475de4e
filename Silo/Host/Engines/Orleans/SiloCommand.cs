using System.CommandLine;
using System.Net;
using LiveBoard.Engines;
using LiveBoard.Hosting;

namespace Silo.Host.Engines;

/// <summary>Where one silo of a cluster listens.</summary>
/// <param name="Name">By which operators know it.</param>
/// <param name="Address">The address by which the other silos and the boards reach it.</param>
/// <param name="SiloPort">For silos. 1 to 65535.</param>
/// <param name="GatewayPort">For boards. 1 to 65535.</param>
/// <param name="Health">For probes. Port 0 takes any free one.</param>
internal sealed record SiloPlace(string Name, IPAddress Address, int SiloPort, int GatewayPort, IPEndPoint Health);

/// <summary>One silo of a cluster, on the command line.</summary>
internal static class SiloCommand
{
    private static readonly Option<IPAddress> Address = AddressOption.Named("--address", "address by which other silos and boards reach this one");
    private static readonly Option<string> Name = new("--name") { Description = "name by which operators know this silo", DefaultValueFactory = _ => Environment.MachineName };
    private static readonly Option<int> SiloPort = Port("--silo-port", "port for other silos", 11_111, least: 1);
    private static readonly Option<int> GatewayPort = Port("--gateway-port", "port for boards", 30_000, least: 1);
    private static readonly Option<int> HealthPort = Port("--health-port", "port of /health; 0 takes a free one", 0, least: 0);
    private static readonly Option<bool> Demo = new("--demo") { Description = "the dossiers are simulated; every page says so" };

    public static void AddSilo(this RootCommand root)
    {
        var command = new Command("silo", "Runs one silo of a cluster on PostgreSQL, without a board of its own.")
        {
            Name, Address, SiloPort, GatewayPort, HealthPort, AddressOption.Listen, Demo,
        };
        command.AddCluster();
        command.AddServiceClock();
        command.SetAction((result, cancellationToken) => ClusterSilo.RunAsync(
            result.GetCluster(),
            new SiloPlace(
                result.GetValue(Name)!, result.GetValue(Address)!, result.GetValue(SiloPort), result.GetValue(GatewayPort),
                new IPEndPoint(result.GetValue(AddressOption.Listen)!, result.GetValue(HealthPort))),
            result.GetServiceClock(), result.GetValue(Demo), cancellationToken));
        root.Add(command);
    }

    private static Option<int> Port(string name, string description, int usual, int least)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (result.GetValueOrDefault<int>() < least || result.GetValueOrDefault<int>() > ushort.MaxValue))
                result.AddError($"{name} must be {least} to {ushort.MaxValue}");
        });
        return option;
    }
}
