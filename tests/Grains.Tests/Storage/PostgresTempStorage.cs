using Grains.Storage.Postgres;
using Npgsql;
using Tests.Shared;

namespace Grains.Tests.Storage;

/// <summary>A schema of its own in the database of the tests' server.</summary>
internal sealed class PostgresTempStorage : TestStorage
{
    private PostgresDatabase _database;

    public PostgresTempStorage(bool shared = false)
    {
        PostgresServer.Execute($"CREATE SCHEMA {Schema}");
        Shared = shared;
        _database = Prepared();
    }

    public string Schema { get; } = $"t_{Guid.NewGuid():N}";

    public bool Shared { get; }

    public override PostgresDatabase Database => _database;

    public string Connection => new NpgsqlConnectionStringBuilder(PostgresServer.Connection) { SearchPath = Schema, ApplicationName = Schema, Pooling = false }.ToString();

    public override void Execute(string sql) => PostgresServer.Execute(sql, Connection);

    public override long Number(string sql)
    {
        using var connection = new NpgsqlConnection(Connection);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(command.ExecuteScalar(), null);
    }

    public override void Dispose()
    {
        base.Dispose();
        PostgresServer.Execute($"DROP SCHEMA {Schema} CASCADE");
    }

    protected override void Prepare() => _database = Prepared();

    private PostgresDatabase Prepared()
    {
        var database = new PostgresDatabase(Connection, Shared);
        PostgresSchema.Prepare(database, simulated: false);
        return database;
    }
}
