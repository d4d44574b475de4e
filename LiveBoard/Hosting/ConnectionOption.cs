using System.CommandLine;
using System.CommandLine.Parsing;

namespace LiveBoard.Hosting;

/// <summary>The connection string of PostgreSQL, given on the command line or, better, by the environment.</summary>
public static class ConnectionOption
{
    /// <summary>Holds the connection string when the command line does not, where others on the machine could read it.</summary>
    public const string Variable = "MONITOR_CONNECTION";

    public static Option<string?> Text { get; } = new("--connection")
    {
        Description = $"connection string for postgres; better by the environment variable {Variable}",
    };

    /// <summary>Null when neither has it.</summary>
    public static string? Of(CommandResult result) =>
        (result.GetValue(Text) ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } given ? given : null;
}
