using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CsvHelper;

namespace Monitor.Cli.Mappings;

/// <summary>
/// A file of events: a table (<c>.csv</c>) that a mapping explains, or events themselves, one JSON object a line (<c>.ndjson</c>, <c>.jsonl</c>);
/// either may be compressed (<c>.gz</c>). Read once, from its beginning.
/// </summary>
internal sealed class EventFile : IDisposable
{
    /// <summary>Bytes; a longer row is a quote that was never closed.</summary>
    private const int MaxRecordSize = 1 << 20;

    private readonly FileStream _file;
    private readonly StreamReader _reader;
    private readonly Mapping? _mapping;

    /// <exception cref="UsageException">There is no such file, or a mapping is missing or not wanted.</exception>
    public EventFile(string path, Mapping? mapping)
    {
        if (!File.Exists(path))
            throw new UsageException($"there is no file '{path}'");
        var compressed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        var kind = Path.GetExtension(compressed ? path[..^3] : path).ToUpperInvariant();
        if (kind is not (".CSV" or ".NDJSON" or ".JSONL"))
            throw new UsageException($"'{path}' is neither .csv nor .ndjson (nor either with .gz)");
        if (kind == ".CSV" != mapping is not null)
            throw new UsageException(mapping is null ? $"'{path}' needs a --mapping" : $"'{path}' holds events already; leave --mapping out");
        _mapping = mapping;
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        _reader = new StreamReader(compressed ? new GZipStream(_file, CompressionMode.Decompress) : _file, Encoding.UTF8);
    }

    /// <summary>How much of the file was read, 0 to 1.</summary>
    public double Fraction => _file.Length == 0 ? 1 : (double)_file.Position / _file.Length;

    /// <summary>Rows or lines read.</summary>
    public long Rows { get; private set; }

    /// <summary>Called with the number of the row (the header not counted) and what is wrong with it.</summary>
    public Action<long, string> Unreadable { get; set; } = (_, _) => { };

    /// <summary>
    /// The events: as they stand in the file; those of a table whose rows are events are gathered in memory, each dossier's together and in order.
    /// </summary>
    public IEnumerable<OutgoingEvent> Read()
    {
        if (_mapping is null)
            return ReadLines();
        var mapped = ReadTable(_mapping);
        return _mapping.Rows == RowKind.Dossier
            ? mapped.Select(item => item.Event)
            : mapped.GroupBy(item => item.Event.Dossier).SelectMany(dossier => dossier.OrderBy(item => item.Order).ThenBy(item => item.Event.At)).Select(item => item.Event);
    }

    public void Dispose() => _reader.Dispose();

    private IEnumerable<MappedEvent> ReadTable(Mapping mapping)
    {
        using var csv = CsvReader.Create(_reader, new CsvReaderOptions { MaxRecordSize = MaxRecordSize }, leaveOpen: true);
        var header = csv.Headers.ToArray();
        if (header.Length == 0)
            throw new UsageException("the file is empty: a line of column names is expected");
        var mapper = new RowMapper(mapping, header);
        while (csv.Read())
        {
            Rows++;
            var cells = new string[csv.FieldCount];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = csv.GetString(i);
            foreach (var mapped in MapRow(mapper, cells, header.Length))
                yield return mapped;
        }
    }

    private IReadOnlyList<MappedEvent> MapRow(RowMapper mapper, string[] cells, int expected)
    {
        try
        {
            if (cells.Length != expected)
                throw new UnreadableException($"{cells.Length} cells where the header has {expected}");
            return mapper.Map(cells);
        }
        catch (UnreadableException e)
        {
            Unreadable(Rows, e.Message);
            return [];
        }
    }

    private IEnumerable<OutgoingEvent> ReadLines()
    {
        while (_reader.ReadLine() is { } line)
        {
            Rows++;
            if (line.AsSpan().Trim().Length > 0 && ReadLine(line) is { } read)
                yield return read;
        }
    }

    private OutgoingEvent? ReadLine(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new JsonException("a JSON object is expected");
            var at = DateTimeOffset.TryParse(Text(json.RootElement, "at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant);
            return new OutgoingEvent(Text(json.RootElement, "dossier"), at ? instant : null, Text(json.RootElement, "type"), Encoding.UTF8.GetBytes(line.Trim()));
        }
        catch (JsonException e)
        {
            Unreadable(Rows, e.Message);
            return null;
        }
    }

    private static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
