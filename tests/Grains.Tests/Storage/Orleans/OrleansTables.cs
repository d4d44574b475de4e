using System.Data;
using Grains.Storage.Postgres;
using Npgsql;

namespace Grains.Tests.Storage.Orleans;

/// <summary>Orleans' tables in a schema of their own, asked by the stored statements and with parameters as Orleans gives them.</summary>
internal sealed class OrleansTables : IDisposable
{
    private readonly PostgresTempStorage _store = new(shared: true);
    private readonly Dictionary<string, string> _statements = [];

    public OrleansTables()
    {
        PostgresSchema.PrepareOrleans(_store.Database);
        using var connection = Connect();
        using var read = new NpgsqlCommand("SELECT QueryKey, QueryText FROM OrleansQuery", connection);
        using var rows = read.ExecuteReader();
        while (rows.Read())
            _statements.Add(rows.GetString(0), rows.GetString(1));
    }

    public IReadOnlyCollection<string> Keys => _statements.Keys;

    public NpgsqlConnection Connect()
    {
        var connection = new NpgsqlConnection(_store.Connection);
        connection.Open();
        return connection;
    }

    public long Number(string sql) => _store.Number(sql);

    public object? Ask(string key, params (string Name, object? Value)[] parameters) => Rows(key, parameters).FirstOrDefault()?.FirstOrDefault();

    /// <summary>All rows; SQL's nulls are null.</summary>
    public List<object?[]> Rows(string key, params (string Name, object? Value)[] parameters)
    {
        using var connection = Connect();
        return Rows(connection, key, parameters);
    }

    public List<object?[]> Rows(NpgsqlConnection connection, string key, params (string Name, object? Value)[] parameters)
    {
        using var command = new NpgsqlCommand(_statements[key], connection);
        foreach (var (name, value) in parameters)
            command.Parameters.Add(new NpgsqlParameter(name, value ?? DBNull.Value) { DbType = TypeOf(name, value) });
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? null : reader.GetValue(column))]);
        return rows;
    }

    public void Dispose() => _store.Dispose();

    // Orleans names the type by that of its parameter in code, also when there is no value.
    private static DbType TypeOf(string name, object? value) => (name, value) switch
    {
        (_, long) => DbType.Int64,
        (_, int) or ("GrainStateVersion", _) => DbType.Int32,
        (_, byte[]) or ("PayloadBinary", _) => DbType.Binary,
        (_, DateTime) => DbType.DateTime,
        _ => DbType.String,
    };
}
