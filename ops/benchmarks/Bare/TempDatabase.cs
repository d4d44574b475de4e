using Npgsql;

namespace Monitor.Bench.Bare;

/// <summary>A PostgreSQL database of its own on a server, gone when disposed.</summary>
internal sealed class TempDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name = $"bench_{Guid.NewGuid():N}";

    private TempDatabase(string server) => _server = server;

    public string Connection => new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ToString();

    public static async Task<TempDatabase> CreateAsync(string server)
    {
        var database = new TempDatabase(server);
        await database.ExecuteAsync($"CREATE DATABASE {database._name}");
        return database;
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_server + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
