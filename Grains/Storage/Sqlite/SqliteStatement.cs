using System.Text;
using Grains.Storage.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Grains.Storage.Sqlite;

/// <summary>A statement without the boxing and per-row objects of ADO.NET.</summary>
internal sealed class SqliteStatement : Statement
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _parameter;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public override Statement Bind(long? value) => Bound(value is { } known
        ? raw.sqlite3_bind_int64(_statement, ++_parameter, known)
        : raw.sqlite3_bind_null(_statement, ++_parameter));

    public override Statement Bind(bool value) => Bind(value ? 1L : 0L);

    public override Statement Bind(string? value)
    {
        if (value is null)
            return Bound(raw.sqlite3_bind_null(_statement, ++_parameter));
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var buffer = most <= 512 ? stackalloc byte[512] : new byte[most];
        return Bound(raw.sqlite3_bind_text(_statement, ++_parameter, buffer[..Encoding.UTF8.GetBytes(value, buffer)]));
    }

    public override Statement BindText(byte[] utf8) => Bound(raw.sqlite3_bind_text(_statement, ++_parameter, utf8.AsSpan()));

    public override Statement BindBlob(ReadOnlyMemory<byte> value) => Bound(raw.sqlite3_bind_blob(_statement, ++_parameter, value.Span));

    public override bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
            return true;
        Reset();
        if (code != raw.SQLITE_DONE)
            Check(code);
        return false;
    }

    public override int Run()
    {
        Step();
        return raw.sqlite3_changes(_database);
    }

    public override void Reset()
    {
        _ = raw.sqlite3_reset(_statement);
        _parameter = 0;
    }

    public override bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public override long Integer(int column) => raw.sqlite3_column_int64(_statement, column);

    // Null reads as 0, so that only a 0 needs a second question.
    public override long? OptionalInteger(int column) => Integer(column) is not 0 and var value ? value : base.OptionalInteger(column);

    public override long IntegerOrZero(int column) => Integer(column);

    public override bool Boolean(int column) => Integer(column) != 0;

    public override ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public override void Dispose() => _statement.Dispose();

    private SqliteStatement Bound(int code)
    {
        Check(code);
        return this;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
