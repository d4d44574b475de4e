using System.CommandLine;
using System.CommandLine.Parsing;

namespace LiveBoard.Hosting;

/// <summary>Where a process of a cluster has what it proves itself by; all of it PEM.</summary>
/// <param name="Certificate">Its own certificate; those between it and the authority may follow in the same file.</param>
/// <param name="Key">The certificate's key, without a password.</param>
/// <param name="Authority">Who holds a certificate of this authority is let in. While one authority takes over from another, both.</param>
public sealed record ClusterTlsFiles(string Certificate, string Key, string Authority);

/// <summary>A file that is named on the command line or by the environment.</summary>
/// <param name="Variable">Names the file when the command line does not.</param>
public sealed record ClusterTlsFile(Option<string?> Option, string Variable)
{
    /// <summary>Null when neither has it.</summary>
    public string? Of(CommandResult result) =>
        (result.GetValue(Option) ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } given ? given : null;

    public override string ToString() => $"{Option.Name} ({Variable})";
}

/// <summary>TLS between the processes of a cluster: off, unless all three files are given.</summary>
public static class ClusterTlsOptions
{
    public static ClusterTlsFile Certificate { get; } = File(
        "--cluster-certificate", "MONITOR_CLUSTER_CERTIFICATE", "certificate of this process, PEM: turns on TLS between silos and boards");

    public static ClusterTlsFile Key { get; } = File(
        "--cluster-key", "MONITOR_CLUSTER_KEY", "key of that certificate, PEM, without a password");

    public static ClusterTlsFile Authority { get; } = File(
        "--cluster-authority", "MONITOR_CLUSTER_AUTHORITY", "certificate of the cluster's own authority, PEM: only who holds one of its certificates is let in");

    private static ClusterTlsFile[] All { get; } = [Certificate, Key, Authority];

    public static void AddClusterTls(this Command command)
    {
        foreach (var file in All)
            command.Add(file.Option);
        command.Validators.Add(result =>
        {
            var missing = All.Where(file => file.Of(result) is null).ToList();
            if (missing.Count > 0 && missing.Count < All.Length)
                result.AddError($"TLS in a cluster needs a certificate, its key and its authority: give {string.Join(" and ", missing)}, too, or none of the three");
        });
    }

    /// <summary>Null without TLS.</summary>
    public static ClusterTlsFiles? GetClusterTls(this ParseResult result) =>
        Certificate.Of(result.CommandResult) is { } certificate && Key.Of(result.CommandResult) is { } key && Authority.Of(result.CommandResult) is { } authority
            ? new ClusterTlsFiles(certificate, key, authority)
            : null;

    private static ClusterTlsFile File(string name, string variable, string description) =>
        new(new Option<string?>(name) { Description = $"{description}; or by {variable}" }, variable);
}
