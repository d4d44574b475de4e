using System.CommandLine;
using System.Net;
using LiveBoard.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;

namespace LiveBoard.Engines;

/// <summary>Which cluster a process belongs to.</summary>
/// <param name="Name">Silos and boards of the same name in the same database find one another. 1 to 100 characters.</param>
/// <param name="Connection">Connection string of PostgreSQL, where they find one another.</param>
/// <param name="Tls">What this process proves itself by; null where they speak in the clear.</param>
public sealed record ClusterOfSilos(string Name, string Connection, ClusterTlsFiles? Tls)
{
    public const string DefaultName = "dossier-monitor";

    /// <summary>The name by which Orleans knows PostgreSQL.</summary>
    public const string Invariant = "Npgsql";

    /// <summary>How soon a process looks for silos that came or went, and so the longest that a board goes without a new one.</summary>
    public static TimeSpan LookEvery { get; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a caller waits for an answer, unless the method says otherwise: more than it takes to declare a silo dead.</summary>
    public static TimeSpan ResponseTimeout { get; } = TimeSpan.FromSeconds(20);

    // Orleans' own few statements go beside the store's connections; later words go before earlier ones.
    public string OrleansConnection { get; } = $"Timeout=5;Command Timeout=10;Maximum Pool Size=8;Application Name=dossier-monitor-orleans;{Connection}";

    /// <summary>What fails in a silo is told whole to other silos, and by its name and message to boards, which know contracts only.</summary>
    public static void Carry(ExceptionSerializationOptions options) => options.SupportedNamespacePrefixes.UnionWith(["Grains.", "Npgsql"]);

    public void Apply(ClusterOptions options) => (options.ClusterId, options.ServiceId) = (Name, Name);
}

/// <summary>The cluster on a command line.</summary>
public static class ClusterCommandLine
{
    private static readonly Option<string> Name = new("--cluster")
    {
        Description = "name of the cluster in its database", DefaultValueFactory = _ => ClusterOfSilos.DefaultName,
    };

    static ClusterCommandLine() => Name.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value.Length: 0 or > 100 }])
            result.AddError("--cluster must have 1 to 100 characters");
    });

    public static void AddCluster(this Command command)
    {
        command.Add(Name);
        command.Add(ConnectionOption.Text);
        command.AddClusterTls();
        command.Validators.Add(result =>
        {
            if (ConnectionOption.Of(result) is null)
                result.AddError($"a cluster needs PostgreSQL: give --connection or the environment variable {ConnectionOption.Variable}");
        });
    }

    public static ClusterOfSilos GetCluster(this ParseResult result) => new(result.GetValue(Name)!, ConnectionOption.Of(result.CommandResult)!, result.GetClusterTls());
}
