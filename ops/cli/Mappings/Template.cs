using System.Globalization;
using System.Text;

namespace Monitor.Cli.Mappings;

/// <summary>
/// Text with holes: <c>{column}</c>, <c>{slug column}</c> (letters, digits and hyphens), <c>{date column}</c> (yyMMdd in the mapping's zone)
/// and <c>{hash}</c> (of the whole row).
/// </summary>
internal sealed class Template
{
    private readonly List<Func<Row, string>> _parts = [];

    /// <param name="text">The template.</param>
    /// <param name="field">Where it stands in the mapping, for messages.</param>
    /// <param name="columns">The columns that there are.</param>
    /// <exception cref="UsageException">A brace is not closed, or a column does not exist.</exception>
    public Template(string text, string field, IReadOnlyDictionary<string, int> columns)
    {
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('{', at);
            var literal = open < 0 ? text[at..] : text[at..open];
            if (literal.Length > 0)
                _parts.Add(_ => literal);
            if (open < 0)
                break;
            var close = text.IndexOf('}', open);
            if (close < 0)
                throw new UsageException($"mapping field '{field}': '{{' without '}}' in \"{text}\"");
            _parts.Add(Hole(text[(open + 1)..close], field, columns));
            at = close + 1;
        }
    }

    public string Fill(Row row)
    {
        if (_parts.Count == 1)
            return _parts[0](row);
        var result = new StringBuilder();
        foreach (var part in _parts)
            result.Append(part(row));
        return result.ToString();
    }

    private static Func<Row, string> Hole(string hole, string field, IReadOnlyDictionary<string, int> columns)
    {
        if (hole == "hash")
            return row => row.Hash();
        var (function, column) = hole.Split(' ', 2) is [("slug" or "date") and var name, var rest] ? (name, rest) : ("", hole);
        if (!columns.TryGetValue(column, out var index))
            throw new UsageException($"mapping field '{field}' names column '{column}', and the file has: {string.Join(", ", columns.Keys)}");
        return function switch
        {
            "slug" => row => Slug(row[index]),
            "date" => row => row.Instants.Local(row[index]).ToString("yyMMdd", CultureInfo.InvariantCulture),
            _ => row => row[index],
        };
    }

    private static string Slug(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text.Replace('đ', 'd').Replace('Đ', 'D').Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
                result.Append(c);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && result.Length > 0 && result[^1] != '-')
                result.Append('-');
        }
        return result.ToString().Trim('-');
    }
}
