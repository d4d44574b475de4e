using System.CommandLine;
using LiveBoard.Hosting;

namespace Silo.Host;

/// <summary>How one process is to run, as given on its command line.</summary>
/// <param name="Port">TCP port on 127.0.0.1, 1 to 65535; 0 takes any free one.</param>
/// <param name="Data">Folder of the SQLite database and of the lock that one process holds; made when it does not exist.</param>
/// <param name="Connection">Connection string of PostgreSQL; null stores in SQLite.</param>
/// <param name="IsDemo">The dossiers are simulated, and every page says so.</param>
internal sealed record RunOptions(int Port, string Data, string? Connection, bool IsDemo, ServiceClock Clock)
{
    /// <summary><c>sqlite</c> or <c>postgres</c>.</summary>
    public string Storage => Connection is null ? "sqlite" : "postgres";
}

/// <summary>The command line of the program.</summary>
internal static class RunCommand
{
    private static readonly Option<int> Port = new("--port") { Description = "port on 127.0.0.1", DefaultValueFactory = _ => 5080 };
    private static readonly Option<string> Data = new("--data") { Description = "folder of the database, and of the lock that one process holds", DefaultValueFactory = _ => "data" };
    private static readonly Option<string> Storage = new("--storage") { Description = "sqlite or postgres", DefaultValueFactory = _ => "sqlite" };
    private static readonly Option<bool> Demo = new("--demo") { Description = "the dossiers are simulated; every page says so" };
    private static readonly Option<bool> Empty = new("--empty") { Description = "start with nothing" };

    public static RootCommand Create(Func<RunOptions, CancellationToken, Task<int>> run)
    {
        var command = new RootCommand("Runs the dossier monitor: silo and live board in one process.")
        {
            Port, Data, Storage, ConnectionOption.Text, Demo, Empty,
        };
        command.AddServiceClock();
        Check(Port, port => port is >= 0 and <= 65_535, "--port must be 0 to 65535");
        Check(Storage, storage => storage is "sqlite" or "postgres", "--storage must be sqlite or postgres");
        command.Validators.Add(result =>
        {
            var isPostgres = result.GetValue(Storage) == "postgres";
            if (result.GetResult(Demo) is not null && result.GetResult(Empty) is not null)
                result.AddError("--demo and --empty exclude each other");
            if (isPostgres && ConnectionOption.Of(result) is null)
                result.AddError($"--storage postgres needs --connection or the environment variable {ConnectionOption.Variable}");
            if (!isPostgres && result.GetResult(ConnectionOption.Text) is not null)
                result.AddError("--connection needs --storage postgres");
        });
        command.SetAction((result, cancellationToken) => run(
            new RunOptions(
                result.GetValue(Port), result.GetValue(Data)!, result.GetValue(Storage) == "postgres" ? ConnectionOption.Of(result.CommandResult) : null,
                result.GetValue(Demo), result.GetServiceClock()),
            cancellationToken));
        return command;
    }

    private static void Check<T>(Option<T> option, Func<T, bool> holds, string error) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && result.GetValueOrDefault<T>() is { } value && !holds(value))
            result.AddError(error);
    });
}
