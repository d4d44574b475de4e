using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Silo.Host;

/// <summary>How one process is to run, as given on its command line.</summary>
/// <param name="Port">TCP port on 127.0.0.1, 1 to 65535; 0 takes any free one.</param>
/// <param name="Data">Folder of the SQLite database and of the lock that one process holds; made when it does not exist.</param>
/// <param name="Connection">Connection string of PostgreSQL; null stores in SQLite.</param>
/// <param name="IsDemo">The dossiers are simulated, and every page says so.</param>
/// <param name="Clock">Where the service's clock starts; null runs on real time.</param>
/// <param name="Speed">Seconds of the service's clock in one real second.</param>
internal sealed record RunOptions(int Port, string Data, string? Connection, bool IsDemo, DateTimeOffset? Clock, double Speed)
{
    public const double MaxSpeed = 100_000;

    /// <summary>Holds the connection string when the command line does not, where others on the machine could read it.</summary>
    public const string ConnectionVariable = "MONITOR_CONNECTION";

    /// <summary><c>sqlite</c> or <c>postgres</c>.</summary>
    public string Storage => Connection is null ? "sqlite" : "postgres";

    /// <summary>A clock that is not the machine's own: every page then says so.</summary>
    public bool IsReplay => Clock is not null || Speed != 1;
}

/// <summary>The command line of the program.</summary>
internal static class RunCommand
{
    private static readonly Option<int> Port = new("--port") { Description = "port on 127.0.0.1", DefaultValueFactory = _ => 5080 };
    private static readonly Option<string> Data = new("--data") { Description = "folder of the database, and of the lock that one process holds", DefaultValueFactory = _ => "data" };
    private static readonly Option<string> Storage = new("--storage") { Description = "sqlite or postgres", DefaultValueFactory = _ => "sqlite" };
    private static readonly Option<string?> Connection = new("--connection")
    {
        Description = $"connection string for postgres; better by the environment variable {RunOptions.ConnectionVariable}",
    };
    private static readonly Option<bool> Demo = new("--demo") { Description = "the dossiers are simulated; every page says so" };
    private static readonly Option<bool> Empty = new("--empty") { Description = "start with nothing" };
    private static readonly Option<double> Speed = new("--speed") { Description = "how many times faster than real time the clock runs", DefaultValueFactory = _ => 1 };

    private static readonly Option<DateTimeOffset?> Clock = new("--clock")
    {
        Description = "start the clock at this instant, such as 2022-02-28T13:00:00Z",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (HasOffset(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
                return instant.ToUniversalTime();
            result.AddError($"--clock must be an instant with an offset, such as 2022-02-28T13:00:00Z, and is '{text}'");
            return null;
        },
    };

    public static RootCommand Create(Func<RunOptions, CancellationToken, Task<int>> run)
    {
        var command = new RootCommand("Runs the dossier monitor: silo and live board in one process.")
        {
            Port, Data, Storage, Connection, Demo, Empty, Clock, Speed,
        };
        Check(Port, port => port is >= 0 and <= 65_535, "--port must be 0 to 65535");
        Check(Speed, speed => speed is > 0 and <= RunOptions.MaxSpeed, $"--speed must be more than 0 and at most {RunOptions.MaxSpeed}");
        Check(Storage, storage => storage is "sqlite" or "postgres", "--storage must be sqlite or postgres");
        command.Validators.Add(result =>
        {
            if (result.GetResult(Demo) is not null && result.GetResult(Empty) is not null)
                result.AddError("--demo and --empty exclude each other");
            if (IsPostgres(result) && ConnectionOf(result) is null)
                result.AddError($"--storage postgres needs --connection or the environment variable {RunOptions.ConnectionVariable}");
            if (!IsPostgres(result) && result.GetResult(Connection) is not null)
                result.AddError("--connection needs --storage postgres");
        });
        command.SetAction((result, cancellationToken) => run(
            new RunOptions(
                result.GetValue(Port), result.GetValue(Data)!, IsPostgres(result.CommandResult) ? ConnectionOf(result.CommandResult) : null,
                result.GetValue(Demo), result.GetValue(Clock), result.GetValue(Speed)),
            cancellationToken));
        return command;
    }

    private static bool IsPostgres(CommandResult result) => result.GetValue(Storage) == "postgres";

    private static string? ConnectionOf(CommandResult result) =>
        (result.GetValue(Connection) ?? Environment.GetEnvironmentVariable(RunOptions.ConnectionVariable)) is { Length: > 0 } given ? given : null;

    private static void Check<T>(Option<T> option, Func<T, bool> holds, string error) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && result.GetValueOrDefault<T>() is { } value && !holds(value))
            result.AddError(error);
    });

    private static bool HasOffset(string text) =>
        text.EndsWith('Z') || text.EndsWith('z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
}
