using Microsoft.Data.Sqlite;
using Shouldly;
using Silo.Tests.Process;
using Xunit;

namespace Silo.Tests.Faults;

/// <summary>Disks that are full, read-only or held by somebody else, under a running program on SQLite.</summary>
public sealed class SqliteOutageTests
{
    [MountFact]
    public async Task A_full_disk()
    {
        using var disk = new SmallDisk(megabytes: 256);
        await using var outage = await Outage.StartAsync(disk.Path);
        await outage.PlayAsync(() => Did(disk.Fill), () => Did(disk.MakeRoom), isReadable: true, sql => Count(disk.Path, sql));
    }

    [ReadOnlyFact]
    public async Task A_disk_that_becomes_read_only()
    {
        using var data = new TempFolder();
        await using var outage = await Outage.StartAsync(data.Path);
        string[] files = [Path.Combine(data.Path, "monitor.db"), Path.Combine(data.Path, "monitor.db-wal")];
        await outage.PlayAsync(
            () => Did(() => Root.Run("chattr", ["+i", .. files])), () => Did(() => Root.Run("chattr", ["-i", .. files])),
            isReadable: true, sql => Count(data.Path, sql));
    }

    [Fact]
    public async Task A_database_that_another_program_has_locked()
    {
        using var data = new TempFolder();
        await using var outage = await Outage.StartAsync(data.Path);
        await using var other = Open(data.Path, SqliteOpenMode.ReadWrite);
        await outage.PlayAsync(
            () => Did(() => Execute(other, "BEGIN IMMEDIATE")), () => Did(() => Execute(other, "ROLLBACK")), isReadable: true, sql => Count(data.Path, sql));
    }

    [ReadOnlyFact]
    public async Task A_folder_that_is_read_only_at_the_start_is_one_line_that_names_it_and_the_remedy()
    {
        using var data = new TempFolder();
        Root.Run("chattr", "+i", data.Path).ShouldBe(0);
        try
        {
            var (code, lines) = await MonitorProcess.RefuseAsync(data.Path);
            code.ShouldBe(1);
            var line = lines.ShouldHaveSingleItem();
            line.ShouldContain(data.Path);
            line.ShouldContain("cannot be written");
            line.ShouldContain("--data");
        }
        finally
        {
            Root.Run("chattr", "-i", data.Path);
        }
    }

    private static Task Did(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    private static long Count(string folder, string sql)
    {
        using var connection = Open(folder, SqliteOpenMode.ReadOnly);
        using var command = new SqliteCommand(sql, connection);
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection) { CommandTimeout = 60 };
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string folder, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "monitor.db"), Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
