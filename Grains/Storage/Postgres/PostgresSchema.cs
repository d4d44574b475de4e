using Grains.Storage.Sql;
using Npgsql;

namespace Grains.Storage.Postgres;

/// <summary>Creates the tables, brings older ones up to date, and refuses a database that this program must not use.</summary>
internal static class PostgresSchema
{
    /// <summary>First part of our advisory locks, as SQL: one monitor for each schema of a database.</summary>
    public const string LockClass = "hashtext('dossier-monitor ' || current_schema())";

    public static SchemaScripts Scripts { get; } = new("postgres");

    public static SchemaScripts OrleansScripts { get; } = new("orleans");

    /// <param name="simulated">The dossiers to come are simulated: they and real ones never share a database.</param>
    /// <exception cref="StorageStartException">The database cannot be used.</exception>
    public static void Prepare(PostgresDatabase database, bool simulated)
    {
        try
        {
            using var connection = database.Connect();
            Check(connection, database.Place);
            using var upgrade = connection.BeginTransaction();
            PostgresDatabase.Execute(connection, $"SELECT pg_advisory_xact_lock({LockClass}, -1)");
            Upgrade(connection, Scripts, "schema_version", database.Place);
            Mark(connection, simulated);
            upgrade.Commit();
            database.OpenWriters();
        }
        catch (NpgsqlException e)
        {
            throw PostgresFaults.Explain(e, database.Place);
        }
    }

    private static void Check(NpgsqlConnection connection, string place)
    {
        if (connection.PostgreSqlVersion.Major < 15)
        {
            throw new StorageStartException(
                $"{place} chạy PostgreSQL {connection.PostgreSqlVersion}; cần PostgreSQL 15 trở lên",
                $"{place} runs PostgreSQL {connection.PostgreSqlVersion}; PostgreSQL 15 or newer is needed");
        }

        var encoding = Ask(connection, "SHOW server_encoding");
        if (encoding != "UTF8")
        {
            throw new StorageStartException(
                $"Cơ sở dữ liệu {place} dùng bảng mã {encoding}; hãy tạo cơ sở dữ liệu với ENCODING 'UTF8'",
                $"The database {place} has the encoding {encoding}; create one with ENCODING 'UTF8'");
        }
    }

    /// <summary>Creates or upgrades the tables that Orleans keeps in the same database.</summary>
    /// <exception cref="StorageStartException">The database cannot be used.</exception>
    public static void PrepareOrleans(PostgresDatabase database)
    {
        try
        {
            using var connection = database.Connect();
            Check(connection, database.Place);
            using var upgrade = connection.BeginTransaction();
            PostgresDatabase.Execute(connection, $"SELECT pg_advisory_xact_lock({LockClass}, -1)");
            Upgrade(connection, OrleansScripts, "orleans_schema_version", database.Place);
            upgrade.Commit();
        }
        catch (NpgsqlException e)
        {
            throw PostgresFaults.Explain(e, database.Place);
        }
    }

    // Nothing is created where it stands already: a role that may only read and write can run what its owner has set up.
    private static void Upgrade(NpgsqlConnection connection, SchemaScripts scripts, string versions, string place)
    {
        if (Ask(connection, $"SELECT to_regclass('{versions}')::text") is null)
            PostgresDatabase.Execute(connection, $"CREATE TABLE {versions} (version integer PRIMARY KEY, script text NOT NULL)");
        using var newest = new NpgsqlCommand($"SELECT coalesce(max(version), 0) FROM {versions}", connection);
        foreach (var (version, name) in scripts.After((int)newest.ExecuteScalar()!, place))
        {
            PostgresDatabase.Execute(connection, scripts.Read(name));
            PostgresDatabase.Execute(connection, $"INSERT INTO {versions} (version, script) VALUES ({version}, '{name}')");
        }
    }

    private static void Mark(NpgsqlConnection connection, bool simulated)
    {
        var marked = Ask(connection, "SELECT 'yes' FROM simulated") is not null;
        if (marked && !simulated)
        {
            throw new StorageStartException(
                "Cơ sở dữ liệu này chứa dữ liệu mô phỏng; hãy chọn cơ sở dữ liệu khác bằng --connection",
                "This database holds simulated data; choose another with --connection");
        }

        if (marked || !simulated)
            return;
        if (Ask(connection, "SELECT 'yes' WHERE EXISTS (SELECT FROM dossier) OR EXISTS (SELECT FROM archived_dossier)") is not null)
        {
            throw new StorageStartException(
                "--demo cần một cơ sở dữ liệu trống, mà cơ sở dữ liệu này đã có hồ sơ; hãy chọn cơ sở dữ liệu khác bằng --connection",
                "--demo needs an empty database and this one holds dossiers; choose another with --connection");
        }

        PostgresDatabase.Execute(connection, "INSERT INTO simulated (simulated) VALUES (true)");
    }

    private static string? Ask(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar() as string;
    }
}
