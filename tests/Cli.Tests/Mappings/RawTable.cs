using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Cli.Tests.Mappings;

/// <summary>Reads a compressed table by hand, to check the import against something other than itself.</summary>
internal static class RawTable
{
    public static List<string> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r'))];
    }

    public static List<Dictionary<string, string>> Rows(string path)
    {
        var lines = Lines(path);
        var names = Cells(lines[0]);
        return [.. lines.Skip(1).Select(line => names.Zip(Cells(line)).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    /// <summary>An instant with or without an offset; without one it is UTC.</summary>
    public static DateTimeOffset? Instant(string text) =>
        text.Length == 0 ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static string Write(string folder, string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    private static List<string> Cells(string line)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var c in line)
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
                cell.Append(c);
        }
        return [.. cells, cell.ToString()];
    }
}
