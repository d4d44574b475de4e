using Npgsql;
using Silo.Tests.Process;
using Tests.Shared;
using Xunit;

namespace Silo.Tests.Faults;

/// <summary>A server that stops, stands still, or has no room for its tables, under a running program.</summary>
public sealed class PostgresOutageTests
{
    [PostgresFact]
    public async Task A_server_that_stops_and_comes_back()
    {
        await using var server = await PrivatePostgres.StartAsync();
        using var database = new TempDatabase(server: server.Connection);
        await PlayAsync(database, server.CrashAsync, server.StartAgainAsync, isReadable: false);
    }

    [PostgresFact]
    public async Task A_server_that_hangs()
    {
        await using var server = await PrivatePostgres.StartAsync();
        using var database = new TempDatabase(server: server.Connection);
        await PlayAsync(database, server.FreezeAsync, server.ThawAsync, isReadable: false, Outage.WithASweep);
    }

    [MountFact(postgres: true)]
    public async Task A_table_space_that_is_full()
    {
        using var disk = new SmallDisk(megabytes: 256);
        var folder = Path.Combine(disk.Path, "space");
        Directory.CreateDirectory(folder);
        Root.Run("chown", "-R", "postgres", disk.Path);
        await using var server = await PrivatePostgres.StartAsync();
        PostgresServer.Execute($"CREATE TABLESPACE small LOCATION '{folder}'", server.Connection + ";Pooling=false");
        using var database = new TempDatabase("TABLESPACE small", server.Connection);
        await PlayAsync(
            database,
            () =>
            {
                disk.Fill();
                return Task.CompletedTask;
            },
            () =>
            {
                disk.MakeRoom();
                return Task.CompletedTask;
            },
            isReadable: true);
    }

    private static async Task PlayAsync(TempDatabase database, Func<Task> breakIt, Func<Task> mendIt, bool isReadable, TimeSpan? length = null)
    {
        using var data = new TempFolder();
        await using var outage = await Outage.StartAsync(data.Path, length ?? Outage.Usual, database.Options);
        await outage.PlayAsync(breakIt, mendIt, isReadable, sql => Count(database.Connection, sql));
    }

    private static long Count(string connection, string sql)
    {
        using var open = new NpgsqlConnection(connection + ";Pooling=false");
        open.Open();
        using var command = new NpgsqlCommand(sql, open);
        return (long)command.ExecuteScalar()!;
    }
}
