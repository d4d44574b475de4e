using Grains.Storage;
using Grains.Storage.Postgres;
using Grains.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Tests.Shared;
using Xunit;

namespace Grains.Tests.Storage;

/// <summary>What is set up at the start, and every reason not to start: one line, with a remedy and without a password.</summary>
public sealed class PostgresSchemaTests
{
    private const string Password = "s3cret-of-the-role";

    [PostgresFact]
    public void Columns_in_code_are_the_columns_of_the_script()
    {
        using var store = new PostgresTempStorage();
        using var session = store.Database.OpenReader();
        var columns = new List<string>();
        for (var row = session.Prepare("""
            SELECT column_name::text FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = 'dossier' AND is_generated = 'NEVER' ORDER BY ordinal_position
            """); row.Step();)
        {
            columns.Add(row.Text(0));
        }

        columns.ShouldBe([.. LineColumns.Names, "open_alerts", "payload"], ignoreOrder: true);
    }

    [PostgresFact]
    public void Both_databases_have_the_same_tables()
    {
        using var postgres = new PostgresTempStorage();
        using var sqlite = new TempStorage();

        Names(postgres, "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()").Except(["simulated"])
            .ShouldBe(Names(sqlite, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"), ignoreOrder: true);
    }

    [Fact]
    public void Scripts_are_numbered_as_those_of_SQLite() =>
        PostgresSchema.Scripts.All.Select(script => script.Version).ShouldBe(new SchemaScripts("sqlite").All.Select(script => script.Version));

    [PostgresTheory]
    [InlineData("", 30, 5, 20)]
    [InlineData(";Timeout=7;CommandTimeout=8", 7, 7, 8)]
    public void Nothing_waits_for_ever(string given, int atStart, int connect, int command)
    {
        using var store = new PostgresTempStorage();
        store.Database.Close();
        var database = new PostgresDatabase(store.Connection + given);
        using (var first = database.Connect())
            (first.ConnectionTimeout, first.CommandTimeout).ShouldBe((atStart, command));
        database.OpenWriters();
        using var connection = database.Connect();
        database.Close();

        (connection.ConnectionTimeout, connection.CommandTimeout).ShouldBe((connect, command));
        using var show = new NpgsqlCommand("SHOW lock_timeout", connection);
        show.ExecuteScalar().ShouldBe("10s");
    }

    [PostgresFact]
    public void A_newer_schema_is_refused_and_left_alone()
    {
        using var store = new PostgresTempStorage(shared: true);
        store.Execute("INSERT INTO schema_version (version, script) VALUES (99, '0099-future.sql')");

        Refusal(store.Connection, shared: true).ShouldContain("newer version");
        store.Number("SELECT max(version) FROM schema_version").ShouldBe(99);
    }

    [PostgresFact]
    public void A_second_process_is_refused()
    {
        using var store = new PostgresTempStorage();

        Refusal(store.Connection).ShouldContain("Another monitor is running");
    }

    [PostgresFact]
    public async Task Simulated_and_real_dossiers_never_share_a_database()
    {
        using var real = new PostgresTempStorage(shared: true);
        await real.AddAsync(Rows.Open("D-1").Write());
        Refusal(real.Connection, simulated: true, shared: true).ShouldContain("--demo needs an empty database");
        using var demo = new PostgresTempStorage(shared: true);
        new ServiceCollection().AddPostgresStorage(demo.Connection, simulated: true, shared: true);
        Refusal(demo.Connection, shared: true).ShouldContain("holds simulated data");
    }

    [PostgresFact]
    public void Another_encoding_is_refused()
    {
        PostgresServer.Execute("DROP DATABASE IF EXISTS latin1");
        PostgresServer.Execute("CREATE DATABASE latin1 ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");

        Refusal(new NpgsqlConnectionStringBuilder(PostgresServer.Connection) { Database = "latin1" }.ToString()).ShouldContain("ENCODING 'UTF8'");
    }

    [PostgresFact]
    public void A_role_may_use_what_its_owner_set_up_and_a_role_without_rights_is_told_so()
    {
        using var store = new PostgresTempStorage(shared: true);
        var role = $"r_{Guid.NewGuid():N}";
        PostgresServer.Execute($"CREATE ROLE {role} LOGIN");
        var narrow = new NpgsqlConnectionStringBuilder(store.Connection) { Username = role }.ToString();
        try
        {
            Refusal(narrow, shared: true).ShouldContain("lacks rights");
            store.Execute($"""
                GRANT USAGE ON SCHEMA {store.Schema} TO {role};
                GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {store.Schema} TO {role}
                """);
            using var storage = new SqlStorage(Prepared(narrow));
        }
        finally
        {
            PostgresServer.Execute($"DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }

    [PostgresTheory]
    [InlineData("Host=127.0.0.1;Port=1", "cannot be reached")]
    [InlineData("Database=no_such_database", "There is no database")]
    [InlineData("Host=127.0.0.1;Username=nobody;Password=" + Password, "refuses the login")]
    public void A_server_that_cannot_be_used_is_named(string change, string reason)
    {
        var connection = new NpgsqlConnectionStringBuilder(PostgresServer.Connection) { Pooling = false, Password = Password };
        foreach (var (key, value) in new NpgsqlConnectionStringBuilder(change))
            connection[key] = value;

        Refusal(connection.ToString()).ShouldContain(reason);
    }

    [Theory]
    [InlineData("Hots=localhost;Password=" + Password)]
    [InlineData("Host=localhost;Password=a;" + Password)]
    [InlineData("postgres://monitor:" + Password + "@localhost/monitor")]
    [InlineData("Host=localhost;Port=many;Password=" + Password)]
    public void A_connection_string_that_cannot_be_read_is_not_repeated(string connection) =>
        Refusal(connection).ShouldContain("cannot be read");

    private static PostgresDatabase Prepared(string connection)
    {
        var database = new PostgresDatabase(connection, shared: true);
        PostgresSchema.Prepare(database, simulated: false);
        return database;
    }

    private static string Refusal(string connection, bool simulated = false, bool shared = false)
    {
        var message = Should.Throw<StorageStartException>(() => new ServiceCollection().AddPostgresStorage(connection, simulated, shared)).Message;
        message.ShouldNotContain("\n");
        message.ShouldNotContain(Password);
        return message;
    }

    private static List<string> Names(TestStorage store, string sql)
    {
        using var session = store.Database.OpenReader();
        var names = new List<string>();
        for (var row = session.Prepare(sql); row.Step();)
            names.Add(row.Text(0));
        return names;
    }
}
