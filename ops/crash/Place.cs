using Npgsql;

namespace Monitor.Crash;

/// <summary>Where the program keeps its data in one run: a folder, and a database of its own where it stores in PostgreSQL.</summary>
internal sealed class Place
{
    private readonly string? _server;
    private readonly string? _database;

    private Place(string? server)
    {
        Folder = Directory.CreateTempSubdirectory("monitor-crash-").FullName;
        _server = server;
        if (server is null)
        {
            Store = Store.OfFile(Folder);
            Options = [];
            return;
        }

        _database = $"crash_{Guid.NewGuid():N}";
        Execute($"CREATE DATABASE {_database}");
        var connection = new NpgsqlConnectionStringBuilder(server) { Database = _database }.ToString();
        Store = Store.OfPostgres(connection);
        Options = ["--storage", "postgres", "--connection", connection];
    }

    public string Folder { get; }

    public Store Store { get; }

    /// <summary>By which the program stores here.</summary>
    public string[] Options { get; }

    public static Place Make(string? server) => new(server);

    public void Remove()
    {
        Directory.Delete(Folder, recursive: true);
        if (_database is not null)
            Execute($"DROP DATABASE IF EXISTS {_database} WITH (FORCE)");
    }

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(_server + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
