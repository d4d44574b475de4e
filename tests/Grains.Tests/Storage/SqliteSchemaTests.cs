using Grains.Storage;
using Grains.Storage.Sql;
using Grains.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Grains.Tests.Storage;

public sealed class SqliteSchemaTests : IDisposable
{
    private readonly TempStorage _store = new();

    [Fact]
    public void Columns_in_code_are_the_columns_of_the_script()
    {
        var columns = Column("SELECT name FROM pragma_table_info('dossier')");

        columns.ShouldBe([.. LineColumns.Names, "open_alerts", "payload"], ignoreOrder: true);
    }

    [Fact]
    public void Every_indexed_column_but_changed_is_named_as_such()
    {
        var indexed = Column("""
            SELECT DISTINCT c.name FROM pragma_index_list('dossier') i, pragma_index_info(i.name) c WHERE c.name IS NOT NULL
            """);

        // Indexes also depend on the columns behind generated ones and on those of their conditions.
        indexed.Except(["dossier", "changed", "former", "counted_until", "due_order"])
            .Concat(["received", "ended", "rated_at", "due", "point", "agency", "flags"])
            .Distinct().ShouldBe(LineColumns.Indexed, ignoreOrder: true);
    }

    [Fact]
    public void Scripts_are_numbered_from_one_without_gaps() =>
        SqliteSchema.Scripts.All.Select(script => script.Version).ShouldBe(Enumerable.Range(1, SqliteSchema.Scripts.All.Count));

    [Fact]
    public void The_schema_is_applied_once()
    {
        _store.Restart();

        _store.Number("SELECT count(*) FROM schema_version").ShouldBe(SqliteSchema.Scripts.All.Count);
    }

    [Fact]
    public async Task A_database_of_the_first_schema_is_brought_up_to_date_and_keeps_its_rows()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_store.Folder, "old")).FullName;
        var database = new SqliteDatabase(folder);
        using (var connection = database.ConnectWriter())
        {
            var script = typeof(SqliteSchema).Assembly.GetManifestResourceStream("sql/sqlite/0001-dossiers.sql")!;
            SqliteDatabase.Execute(connection, await new StreamReader(script).ReadToEndAsync());
            SqliteDatabase.Execute(connection, """
                CREATE TABLE schema_version (version INTEGER PRIMARY KEY, script TEXT NOT NULL) STRICT;
                INSERT INTO schema_version VALUES (1, '0001-dossiers.sql');
                INSERT INTO reference_version (kind, document, version, at, json) VALUES ('agency', 'A', 1, 0, '{}');
                """);
        }

        SqliteSchema.Prepare(database);

        using var storage = new SqlStorage(database);
        (await storage.References.ReadAllAsync(default)).ShouldHaveSingleItem().Id.ShouldBe("A");
        (await storage.Changes.ListAsync(10, default)).ShouldBeEmpty();
    }

    [Fact]
    public void A_newer_schema_is_refused_and_left_alone()
    {
        _store.Execute("INSERT INTO schema_version (version, script) VALUES (99, '0099-future.sql')");

        var refusal = Should.Throw<StorageStartException>(() => Open(_store.Folder));

        refusal.Message.ShouldContain("99");
        refusal.Message.ShouldContain("newer version");
        refusal.Message.ShouldNotContain("\n");
        _store.Number("SELECT max(version) FROM schema_version").ShouldBe(99);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_alone()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_store.Folder, "other")).FullName;
        var file = Path.Combine(folder, "monitor.db");
        File.WriteAllText(file, new string('x', 8192));

        Should.Throw<StorageStartException>(() => Open(folder)).Message.ShouldContain("is not an SQLite database");

        File.ReadAllText(file).ShouldBe(new string('x', 8192));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused()
    {
        var file = Path.Combine(_store.Folder, "file");
        File.WriteAllText(file, "");

        Should.Throw<StorageStartException>(() => Open(Path.Combine(file, "data"))).Message.ShouldContain("--data");
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_refused()
    {
        // Not even root may write here; elsewhere permissions do.
        var folder = Directory.Exists("/proc/self/fdinfo") ? "/proc/self/fdinfo" : Locked();

        Should.Throw<StorageStartException>(() => Open(folder)).Message.ShouldContain("cannot be written");
    }

    [Fact]
    public async Task Registered_services_share_one_storage()
    {
        var folder = Path.Combine(_store.Folder, "new", "folder");
        var services = new ServiceCollection().AddSqliteStorage(folder).BuildServiceProvider();
        await services.GetRequiredService<IDossierStore>().WriteAsync(Rows.Open("D-1").Write(), default);

        (await services.GetRequiredService<IDossierQueries>().ReadCountsAsync(default)).Dossiers.ShouldBe(1);
        services.GetRequiredService<IDataQualityStore>().ShouldNotBeNull();
        services.GetRequiredService<IReferenceStore>().ShouldNotBeNull();

        services.Dispose();
        File.Exists(Path.Combine(folder, "monitor.db-wal")).ShouldBeFalse("a clean end leaves one file");
    }

    public void Dispose() => _store.Dispose();

    private static void Open(string folder) => new ServiceCollection().AddSqliteStorage(folder);

    private string Locked()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_store.Folder, "locked")).FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return folder;
    }

    private List<string> Column(string sql)
    {
        using var connection = _store.Database.OpenReader();
        var names = new List<string>();
        for (var row = connection.Prepare(sql); row.Step();)
            names.Add(row.Text(0));
        return names;
    }
}
