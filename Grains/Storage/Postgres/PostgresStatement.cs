using System.Data;
using System.Data.Common;
using Grains.Storage.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Grains.Storage.Postgres;

/// <summary>A statement that the server prepares when it first runs.</summary>
internal sealed class PostgresStatement(NpgsqlConnection connection, string sql) : Statement
{
    private const int FewRows = 1000;

    private readonly NpgsqlCommand _command = new(sql.Replace('?', '$'), connection);
    private NpgsqlDataReader? _rows;
    private int _parameter;

    public override Statement Bind(long? value) => Set(NpgsqlDbType.Bigint, value);

    public override Statement Bind(bool value) => Set(NpgsqlDbType.Boolean, value);

    public override Statement Bind(string? value) => Set(NpgsqlDbType.Text, value is null ? null : ColumnArrays.Storable(value));

    public override Statement BindText(byte[] utf8) => Set(NpgsqlDbType.Text, utf8);

    public override Statement BindBlob(ReadOnlyMemory<byte> value) => Set(NpgsqlDbType.Bytea, value);

    public override bool Step()
    {
        _rows ??= Command.ExecuteReader();
        if (_rows.Read())
            return true;
        Reset();
        return false;
    }

    public override int Run()
    {
        var changed = Command.ExecuteNonQuery();
        Reset();
        return changed;
    }

    public override void Reset()
    {
        _parameter = 0;
        if (_rows is not { } rows)
            return;
        _rows = null;
        try
        {
            // Many rows that nobody will read are not sent to the end; to cancel costs a connection, so the last few are read.
            var rest = 0;
            while (rest < FewRows && rows.Read())
                rest++;
            if (rest == FewRows)
                _command.Cancel();
            rows.Dispose();
        }
        catch (DbException)
        {
            // The server says that it was cancelled; whether the connection still works the next statement tells.
        }
    }

    public override bool IsNull(int column) => Row.IsDBNull(column);

    public override long Integer(int column) => Row.GetInt64(column);

    public override bool Boolean(int column) => Row.GetBoolean(column);

    public override ReadOnlySpan<byte> Bytes(int column) => Row.GetFieldValue<byte[]>(column);

    public override void Dispose()
    {
        Reset();
        _command.Dispose();
    }

    private NpgsqlCommand Command => connection.State == ConnectionState.Open ? _command : throw new NpgsqlException("The connection was lost.");

    private NpgsqlDataReader Row => _rows ?? throw new InvalidOperationException("Step comes before a row is read.");

    private PostgresStatement Set(NpgsqlDbType type, object? value)
    {
        if (_parameter == _command.Parameters.Count)
            _command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        _command.Parameters[_parameter++].Value = value ?? DBNull.Value;
        return this;
    }
}
