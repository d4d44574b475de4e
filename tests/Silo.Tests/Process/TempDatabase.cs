using Npgsql;
using Tests.Shared;

namespace Silo.Tests.Process;

/// <summary>A database of its own on the tests' PostgreSQL.</summary>
internal sealed class TempDatabase : IDisposable
{
    private readonly NpgsqlConnectionStringBuilder _address;
    private readonly string _server;

    /// <param name="server">Connection string of a role that may do everything; null for the server of all tests.</param>
    public TempDatabase(string options = "", string? server = null)
    {
        _server = server ?? PostgresServer.Connection;
        _address = new NpgsqlConnectionStringBuilder(_server) { Database = $"t_{Guid.NewGuid():N}" };
        PostgresServer.Execute($"CREATE DATABASE {_address.Database} {options}", _server + ";Pooling=false");
    }

    public string Connection => _address.ToString();

    /// <summary>Makes the program run on it.</summary>
    public string[] Options => ["--storage", "postgres", "--connection", Connection];

    public void Execute(string sql) => PostgresServer.Execute(sql, Connection + ";Pooling=false");

    public void Dispose() => PostgresServer.Execute($"DROP DATABASE IF EXISTS {_address.Database} WITH (FORCE)", _server + ";Pooling=false");
}
