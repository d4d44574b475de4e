using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Monitor.Cli.BackUps;
using Monitor.Cli.Screen;
using Npgsql;

namespace Monitor.Cli.Commands;

/// <summary><c>backup</c> and <c>restore</c>: on the database itself, whether or not a service runs on it.</summary>
internal static class BackUpCommands
{
    private const string ConnectionVariable = "MONITOR_CONNECTION";

    private const string BackUpText = """
        Copy the database of a monitor into a new folder, with a manifest, while the service goes on.

        The copy is one consistent state: every event that was acknowledged before the command began, and perhaps some later ones. It is
        read back and counted before the folder gets its name.
        """;

    private const string RestoreText = """
        Fill an empty data folder, or an empty PostgreSQL database, from a back-up.

        Checks the back-up against its manifest first. Then start the service there, and have each source send again what it told after the
        instant that is printed for it: what is there already is counted as duplicate and changes nothing.
        """;

    private static readonly Option<string> _data = new("--data")
    {
        Description = "The service's data folder",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("MONITOR_DATA") ?? "data",
    };

    private static readonly Option<string> _storage =
        new Option<string>("--storage") { Description = "sqlite or postgres", DefaultValueFactory = _ => "sqlite" }.AcceptOnlyFromAmong("sqlite", "postgres");

    private static readonly Option<string?> _connection = new("--connection")
    {
        Description = $"Connection string for postgres; better by the environment variable {ConnectionVariable}",
    };

    public static IEnumerable<Command> Create(TimeProvider time)
    {
        var to = new Option<string>("--to") { Description = "The new folder, such as /backup/monitor-2026-11-22", Required = true };
        var backup = Command("backup", BackUpText, to);
        backup.SetAction(async (arguments, cancellationToken) =>
        {
            var started = time.GetTimestamp();
            var manifest = await Of(arguments, time).WriteAsync(arguments.GetValue(to)!, cancellationToken);
            Say($"{manifest.Holds}");
            Say($"{manifest.Files.Sum(file => file.Bytes) / 1e6:N1} MB in {arguments.GetValue(to)}, took {time.GetElapsedTime(started).TotalSeconds:N1} s");
            return ExitCodes.Done;
        });
        var from = new Argument<string>("folder") { Description = "The folder of a back-up" };
        var restore = Command("restore", RestoreText, from);
        restore.SetAction(async (arguments, cancellationToken) =>
        {
            var manifest = await Of(arguments, time).RestoreAsync(arguments.GetValue(from)!, cancellationToken);
            Say($"restored as of {manifest.At:O}: {manifest.Holds}");
            foreach (var source in manifest.Holds.Sources)
                Say($"  send again from {source.Source} what came in after {source.Received:O}; its newest event happened at {source.At:O}");
            return ExitCodes.Done;
        });
        return [backup, restore];
    }

    private static Command Command(string name, string text, Symbol place)
    {
        var command = new Command(name, text) { _data, _storage, _connection };
        if (place is Option option)
            command.Add(option);
        else
            command.Add((Argument)place);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_storage) == "sqlite" && result.GetResult(_connection) is not null)
                result.AddError("--connection needs --storage postgres");
            if (result.GetValue(_storage) == "postgres" && ConnectionOf(result) is null)
                result.AddError($"--storage postgres needs --connection or the environment variable {ConnectionVariable}");
        });
        return command;
    }

    private static BackUp Of(ParseResult arguments, TimeProvider time) => new(
        arguments.GetValue(_storage) == "sqlite" ? new SqliteStorage(arguments.GetValue(_data)!) : new PostgresStorage(Address(ConnectionOf(arguments.CommandResult)!)),
        new ProgressScreen(time, quiet: false),
        time);

    private static string? ConnectionOf(SymbolResult result) =>
        (result.GetValue(_connection) ?? Environment.GetEnvironmentVariable(ConnectionVariable)) is { Length: > 0 } given ? given : null;

    private static NpgsqlConnectionStringBuilder Address(string connection)
    {
        try
        {
            var address = new NpgsqlConnectionStringBuilder(connection) { Pooling = false };
            address.Database ??= address.Username;
            return address;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException or KeyNotFoundException)
        {
            // Its message may hold a part of the password.
            throw new UsageException("the connection string cannot be read; write it like Host=localhost;Database=monitor;Username=monitor");
        }
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
