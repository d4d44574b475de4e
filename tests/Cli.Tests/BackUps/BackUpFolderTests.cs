using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Monitor.Cli;
using Monitor.Cli.BackUps;
using Monitor.Cli.Screen;
using Shouldly;
using Tests.Shared;
using Xunit;

namespace Cli.Tests.BackUps;

/// <summary>What a back-up refuses, and what it leaves behind. Whether it holds the right dossiers is tried with the real program.</summary>
public sealed class BackUpFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-backup-").FullName;

    private string Data => Path.Combine(_folder, "data");

    private string Copy => Path.Combine(_folder, "copy");

    private string Restored => Path.Combine(_folder, "restored");

    [Fact]
    public async Task A_back_up_tells_what_it_holds_and_gives_it_back()
    {
        MakeDatabase();
        Sql("INSERT INTO source_mark VALUES ('A', 'igate', 5, 7), ('B', 'igate', 6, 6)");
        var manifest = await WriteAsync();
        manifest.Holds.Schema.ShouldBe(Holdings.NewestSchema);
        manifest.Holds.Sources.ShouldBe([new NewestReceipt("igate", new DateTimeOffset(7, TimeSpan.Zero), new DateTimeOffset(6, TimeSpan.Zero))]);
        var restored = await RestoreAsync();
        restored.Holds.IsSame(manifest.Holds).ShouldBeTrue();
        Directory.GetFiles(Restored).Select(Path.GetFileName).ShouldBe(["monitor.db"]);
        Directory.GetFiles(Copy).Select(Path.GetFileName).ShouldBe(["manifest.json", "monitor.db"], ignoreOrder: true);
    }

    [Fact]
    public async Task Simulated_dossiers_come_back_as_simulated()
    {
        MakeDatabase();
        await File.WriteAllTextAsync(Path.Combine(Data, "demo.json"), "{}");
        await WriteAsync();
        await RestoreAsync();
        File.Exists(Path.Combine(Restored, "demo.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_database_that_waits_for_its_upgrade_is_copied_as_it_is()
    {
        MakeDatabase(scripts: 1);
        (await WriteAsync()).Holds.Schema.ShouldBe(1);
        (await RestoreAsync()).Holds.Schema.ShouldBe(1);
    }

    [Fact]
    public async Task One_changed_byte_is_found_and_nothing_is_restored()
    {
        MakeDatabase();
        await WriteAsync();
        await using (var file = new FileStream(Path.Combine(Copy, "monitor.db"), FileMode.Open))
        {
            file.Position = 5_000;
            var was = file.ReadByte();
            file.Position = 5_000;
            file.WriteByte((byte)(was ^ 1));
        }

        (await Should.ThrowAsync<FailedException>(RestoreAsync)).Message.ShouldContain("has changed");
        Directory.GetFileSystemEntries(Restored).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_newer_schema_is_neither_copied_nor_restored()
    {
        MakeDatabase();
        await WriteAsync();
        ChangeManifest(manifest => manifest["holds"]!["schema"] = 1_000);
        (await Should.ThrowAsync<FailedException>(RestoreAsync)).Message.ShouldContain("newer version");
        Directory.Exists(Restored).ShouldBeFalse();

        Directory.Delete(Copy, recursive: true);
        Sql("INSERT INTO schema_version VALUES (1000, 'later')");
        (await Should.ThrowAsync<FailedException>(WriteAsync)).Message.ShouldContain("newer version");
        Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName).ShouldBe(["data"]);
    }

    [Fact]
    public async Task Rows_that_are_not_what_the_database_counted_are_told()
    {
        MakeDatabase();
        Sql("UPDATE row_count SET rows = 1 WHERE name = 'dossier'");
        (await Should.ThrowAsync<FailedException>(WriteAsync)).Message.ShouldContain("damaged");
        Directory.Exists(Copy).ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_is_overwritten_but_what_a_killed_back_up_left()
    {
        MakeDatabase();
        Directory.CreateDirectory(Copy + ".partial");
        await File.WriteAllTextAsync(Path.Combine(Copy + ".partial", "monitor.db"), "half");
        await WriteAsync();
        (await Should.ThrowAsync<UsageException>(WriteAsync)).Message.ShouldContain("already");
        await RestoreAsync();
        (await Should.ThrowAsync<UsageException>(RestoreAsync)).Message.ShouldContain("not empty");
    }

    [Fact]
    public async Task A_wrong_place_or_kind_is_named()
    {
        (await Should.ThrowAsync<UsageException>(WriteAsync)).Message.ShouldContain("--data");
        (await Should.ThrowAsync<UsageException>(RestoreAsync)).Message.ShouldContain("manifest.json");
        MakeDatabase();
        await WriteAsync();
        ChangeManifest(manifest => manifest["storage"] = "postgres");
        (await Should.ThrowAsync<UsageException>(RestoreAsync)).Message.ShouldContain("--storage postgres");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<Manifest> WriteAsync() => Of(Data).WriteAsync(Copy, CancellationToken.None);

    private Task<Manifest> RestoreAsync() => Of(Restored).RestoreAsync(Copy, CancellationToken.None);

    private static BackUp Of(string data) => new(new SqliteStorage(data), new ProgressScreen(TimeProvider.System, quiet: true), TimeProvider.System);

    private void ChangeManifest(Action<JsonNode> change)
    {
        var path = Path.Combine(Copy, Manifest.FileName);
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        change(manifest);
        File.WriteAllText(path, manifest.ToJsonString());
    }

    private void MakeDatabase(int scripts = int.MaxValue)
    {
        Directory.CreateDirectory(Data);
        Sql("PRAGMA journal_mode = WAL; CREATE TABLE schema_version (version INTEGER PRIMARY KEY, script TEXT NOT NULL) STRICT");
        foreach (var script in Directory.GetFiles(SharedData.InProject("ops/sql/sqlite")).Order(StringComparer.Ordinal).Take(scripts))
        {
            Sql(File.ReadAllText(script));
            Sql($"INSERT INTO schema_version VALUES ({int.Parse(Path.GetFileName(script).AsSpan(0, 4), CultureInfo.InvariantCulture)}, '')");
        }
    }

    private void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "monitor.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
