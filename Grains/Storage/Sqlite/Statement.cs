using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Grains.Storage.Sqlite;

/// <summary>
/// A prepared statement without the boxing and per-row objects of ADO.NET. Values are bound in order, from the first parameter on;
/// <see cref="Reset"/> starts over. Instants are UTC ticks.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _parameter;

    public Statement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public Statement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, ++_parameter, value));
        return this;
    }

    public Statement Bind(long? value) => value is { } known ? Bind(known) : BindNull();

    public Statement Bind(bool value) => Bind(value ? 1L : 0L);

    public Statement Bind(DateTimeOffset value) => Bind(value.UtcTicks);

    public Statement Bind(DateTimeOffset? value) => Bind(value?.UtcTicks);

    public Statement Bind(string? value)
    {
        if (value is null)
            return BindNull();
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var buffer = most <= 512 ? stackalloc byte[512] : new byte[most];
        return BindText(buffer[..Encoding.UTF8.GetBytes(value, buffer)]);
    }

    /// <param name="utf8">Text that is encoded already.</param>
    public Statement BindText(ReadOnlySpan<byte> utf8)
    {
        Check(raw.sqlite3_bind_text(_statement, ++_parameter, utf8));
        return this;
    }

    public Statement BindBlob(ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(_statement, ++_parameter, value));
        return this;
    }

    /// <summary>Moves to the next row; false, and reset, when there is none.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
            return true;
        Reset();
        if (code != raw.SQLITE_DONE)
            Check(code);
        return false;
    }

    /// <summary>Runs a statement that gives no rows, and says how many it changed.</summary>
    public int Run()
    {
        Step();
        return raw.sqlite3_changes(_database);
    }

    /// <summary>Whether there is any row.</summary>
    public bool Exists()
    {
        var found = Step();
        Reset();
        return found;
    }

    public void Reset()
    {
        _ = raw.sqlite3_reset(_statement);
        _parameter = 0;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Integer(int column) => raw.sqlite3_column_int64(_statement, column);

    public int Count(int column) => checked((int)Integer(column));

    public bool Boolean(int column) => Integer(column) != 0;

    /// <summary>Text as UTF-8, or a blob; valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? OptionalText(int column) => IsNull(column) ? null : Text(column);

    public DateTimeOffset Instant(int column) => new(Integer(column), TimeSpan.Zero);

    public DateTimeOffset? OptionalInstant(int column) => IsNull(column) ? null : Instant(column);

    public void Dispose() => _statement.Dispose();

    private Statement BindNull()
    {
        Check(raw.sqlite3_bind_null(_statement, ++_parameter));
        return this;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
