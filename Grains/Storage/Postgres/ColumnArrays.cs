using System.Collections;
using System.Runtime.InteropServices;
using System.Text;
using Grains.Storage.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Grains.Storage.Postgres;

/// <summary>Many rows as one array a column, for <c>unnest</c>: one statement writes them all.</summary>
internal sealed class ColumnArrays : Parameters<ColumnArrays>
{
    private readonly List<(NpgsqlDbType Type, IList Values)> _columns = [];
    private int _column;

    public int Rows { get; private set; }

    public override ColumnArrays Bind(long? value) => Add(NpgsqlDbType.Bigint, value);

    public override ColumnArrays Bind(bool value) => Add(NpgsqlDbType.Boolean, value);

    public override ColumnArrays Bind(string? value) => Add(NpgsqlDbType.Text, value is null ? null : Storable(value));

    public override ColumnArrays BindText(byte[] utf8) => Add(NpgsqlDbType.Text, Encoding.UTF8.GetString(utf8));

    public override ColumnArrays BindBlob(ReadOnlyMemory<byte> value) => Add(
        NpgsqlDbType.Bytea, MemoryMarshal.TryGetArray(value, out var all) && all.Count == all.Array!.Length ? all.Array : value.ToArray());

    public void EndRow()
    {
        _column = 0;
        Rows++;
    }

    /// <summary>The statement with the arrays as its first parameters.</summary>
    public NpgsqlBatchCommand CommandOf(string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (type, values) in _columns)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values });
        return command;
    }

    /// <summary>
    /// What text cannot hold in PostgreSQL, a NUL or half a character, becomes the mark of an unreadable one: else one such text
    /// would fail the writes of all others in its batch, for ever.
    /// </summary>
    internal static string Storable(string text) =>
        text.AsSpan().IndexOf('\0') < 0 && !text.AsSpan().ContainsAnyInRange('\ud800', '\udfff')
            ? text
            : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Replace('\0', '\ufffd')));

    private ColumnArrays Add<T>(NpgsqlDbType type, T value)
    {
        if (_column == _columns.Count)
            _columns.Add((type, new List<T>()));
        ((List<T>)_columns[_column++].Values).Add(value);
        return this;
    }
}
