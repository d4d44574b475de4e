using System.Security.Cryptography;
using System.Text;

namespace Monitor.Cli.Mappings;

/// <summary>One row of a table: its cells as the mapping understands them, and what they were.</summary>
internal sealed class Row(string[] cells, string[] meant, TableShape shape, InstantReader instants)
{
    private string? _hash;

    public string this[int column] => meant[column];

    public InstantReader Instants => instants;

    /// <summary>
    /// The first 64 bits of the SHA-256 of all cells as they stand in the file, in hexadecimal. The order of rows and of columns does not matter.
    /// </summary>
    public string Hash() => _hash ??= Compute();

    private string Compute()
    {
        var text = new StringBuilder();
        foreach (var column in shape.ByName)
            text.Append(cells[column]).Append('\u001f');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 8));
    }
}

/// <summary>The columns of a table.</summary>
internal sealed class TableShape(IReadOnlyList<string> names)
{
    public IReadOnlyDictionary<string, int> Columns { get; } =
        names.Select((name, index) => (name, index)).DistinctBy(column => column.name).ToDictionary(column => column.name, column => column.index);

    /// <summary>Positions of the columns in the order of their names.</summary>
    public IReadOnlyList<int> ByName { get; } =
        [.. names.Select((name, index) => (name, index)).OrderBy(column => column.name, StringComparer.Ordinal).Select(column => column.index)];
}
