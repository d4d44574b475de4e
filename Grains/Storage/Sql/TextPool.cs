using System.Text;

namespace Grains.Storage.Sql;

/// <summary>Gives one string for equal texts: a million lines name few agencies, procedures and steps.</summary>
internal sealed class TextPool
{
    /// <summary>Beyond it texts are no longer kept: then they are not the few that were expected.</summary>
    private const int MaxTexts = 10_000;

    private readonly HashSet<string> _texts = [];
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public TextPool() => _lookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();

    public string? Read(Statement row, int column) => row.IsNull(column) ? null : Get(row.Bytes(column));

    private string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > 256)
            return Encoding.UTF8.GetString(utf8);
        Span<char> buffer = stackalloc char[256];
        var text = buffer[..Encoding.UTF8.GetChars(utf8, buffer)];
        if (_lookup.TryGetValue(text, out var known))
            return known;
        var added = text.ToString();
        if (_texts.Count < MaxTexts)
            _texts.Add(added);
        return added;
    }
}
