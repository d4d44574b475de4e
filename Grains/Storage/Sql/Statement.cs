using System.Text;

namespace Grains.Storage.Sql;

/// <summary>
/// A prepared statement and its rows. Values are bound in order, from the first parameter on; <see cref="Reset"/> starts over. On one
/// session only one statement may stand in the middle of its rows.
/// </summary>
internal abstract class Statement : Parameters<Statement>, IDisposable
{
    /// <summary>Moves to the next row; false, and reset, when there is none.</summary>
    public abstract bool Step();

    /// <summary>Runs a statement that gives no rows, and says how many it changed.</summary>
    public abstract int Run();

    public abstract void Reset();

    public abstract bool IsNull(int column);

    public abstract long Integer(int column);

    public virtual long? OptionalInteger(int column) => IsNull(column) ? null : Integer(column);

    public virtual long IntegerOrZero(int column) => IsNull(column) ? 0 : Integer(column);

    public abstract bool Boolean(int column);

    /// <summary>Text as UTF-8, or a blob; valid until the next step.</summary>
    public abstract ReadOnlySpan<byte> Bytes(int column);

    /// <summary>Whether there is any row.</summary>
    public bool Exists()
    {
        var found = Step();
        Reset();
        return found;
    }

    public int Count(int column) => checked((int)Integer(column));

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? OptionalText(int column) => IsNull(column) ? null : Text(column);

    public DateTimeOffset Instant(int column) => new(Integer(column), TimeSpan.Zero);

    public DateTimeOffset? OptionalInstant(int column) => OptionalInteger(column) is { } ticks ? new(ticks, TimeSpan.Zero) : null;

    public abstract void Dispose();
}
