using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Shouldly;
using Silo.Tests.Process;
using Tests.Shared;
using Xunit;

namespace Silo.Tests;

/// <summary>What keeps the program from starting is one clear line and exit code 1.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task A_port_that_is_taken()
    {
        using var data = new TempFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await ShouldRefuseAsync(data.Path, ((IPEndPoint)taken.LocalEndpoint).Port, "is taken");
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written()
    {
        using var data = new TempFolder();
        var file = Path.Combine(data.Path, "file");
        await File.WriteAllTextAsync(file, "");
        await ShouldRefuseAsync(Path.Combine(file, "folder"), 0, "cannot be written");
    }

    [Fact]
    public async Task A_data_folder_that_another_monitor_has()
    {
        using var data = new TempFolder();
        await using var first = await MonitorProcess.StartAsync(data.Path);
        await ShouldRefuseAsync(data.Path, 0, "another monitor");
    }

    [Fact]
    public async Task A_database_that_is_newer_than_the_program()
    {
        using var data = new TempFolder();
        await (await MonitorProcess.StartAsync(data.Path)).DisposeAsync();
        await using (var database = new SqliteConnection($"Data Source={Path.Combine(data.Path, "monitor.db")};Pooling=False"))
        {
            await database.OpenAsync();
            await using var command = database.CreateCommand();
            command.CommandText = "UPDATE schema_version SET version = version + 1000";
            (await command.ExecuteNonQueryAsync()).ShouldBePositive();
        }

        await ShouldRefuseAsync(data.Path, 0, "newer");
    }

    [PostgresFact]
    public async Task A_PostgreSQL_database_that_another_monitor_has()
    {
        using var database = new TempDatabase();
        using var data = new TempFolder();
        using var other = new TempFolder();
        await using var first = await MonitorProcess.StartAsync(data.Path, 0, database.Options);
        await ShouldRefuseAsync(other.Path, 0, "Another monitor", database.Options);
        (await first.Http.GetStringAsync("health/ready")).ShouldContain("postgres");
        string.Join('\n', first.Said).ShouldNotContain("Username");
    }

    [Fact]
    public async Task A_PostgreSQL_server_that_nobody_runs()
    {
        using var data = new TempFolder();
        await ShouldRefuseAsync(data.Path, 0, "cannot be reached", "--storage", "postgres", "--connection", "Host=127.0.0.1;Port=1;Username=x;Password=secret");
    }

    [Theory]
    [InlineData("--storage", "postgres")]
    [InlineData("--connection", "Host=localhost")]
    [InlineData("--port", "70000")]
    [InlineData("--clock", "2022-02-28T13:00:00")]
    [InlineData("--speed", "0")]
    [InlineData("--demo", null)]
    public async Task A_wrong_argument_is_named_and_the_code_is_2(string option, string? value)
    {
        using var data = new TempFolder();
        var (code, lines) = await MonitorProcess.RefuseAsync(data.Path, 0, value is null ? [option] : [option, value]);
        code.ShouldBe(2);
        lines.ShouldHaveSingleItem().ShouldContain(option);
    }

    private static async Task ShouldRefuseAsync(string data, int port, string words, params string[] options)
    {
        var (code, lines) = await MonitorProcess.RefuseAsync(data, port, options);
        code.ShouldBe(1);
        lines.ShouldHaveSingleItem().ShouldContain(words);
        lines[0].ShouldNotContain("secret");
    }
}
