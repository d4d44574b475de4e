using System.Globalization;

namespace Monitor.Cli.Mappings;

/// <summary>Makes events of rows, as a mapping says. Not for use by several callers at once.</summary>
internal sealed class RowMapper
{
    private readonly Mapping _mapping;
    private readonly InstantReader _instants;
    private readonly TableShape _shape;
    private readonly Template _dossier;
    private readonly List<EventMapper> _events = [];
    private readonly Dictionary<int, Dictionary<string, string>> _values = [];
    private readonly Dictionary<string, int> _seen = [];

    /// <exception cref="UsageException">The mapping does not fit the columns.</exception>
    public RowMapper(Mapping mapping, IReadOnlyList<string> columns)
    {
        _mapping = mapping;
        _shape = new TableShape(columns);
        _instants = new InstantReader(mapping.Zone, mapping.InstantFormats);
        _dossier = new Template(mapping.Dossier, "dossier", _shape.Columns);
        for (var i = 0; i < mapping.Events.Count; i++)
            _events.Add(new EventMapper(mapping.Events[i], $"events[{i}]", _shape.Columns, _instants));
        foreach (var (column, values) in mapping.Values)
        {
            if (!_shape.Columns.TryGetValue(column, out var index))
                throw new UsageException($"mapping field 'values' names column '{column}', and the file has: {string.Join(", ", columns)}");
            _values[index] = values;
        }
    }

    /// <summary>The events of one row, in the order of the mapping.</summary>
    /// <exception cref="UnreadableException">A cell that the mapping uses makes no sense.</exception>
    public IReadOnlyList<MappedEvent> Map(string[] cells)
    {
        var row = new Row(cells, Meant(cells), _shape, _instants);
        var code = _dossier.Fill(row);
        var times = _seen[code] = _seen.GetValueOrDefault(code) + 1;
        if (_mapping.Rows == RowKind.Dossier && times > 1)
            code = string.Create(CultureInfo.InvariantCulture, $"{code}-{times}");

        var result = new List<MappedEvent>(_events.Count);
        for (var i = 0; i < _events.Count; i++)
        {
            if ((times == 1 || !_mapping.Events[i].Once) && _events[i].Map(_mapping.Source, code, row) is { } mapped)
                result.Add(new MappedEvent(i, mapped));
        }
        return result;
    }

    private string[] Meant(string[] cells)
    {
        var result = cells;
        foreach (var (column, values) in _values)
        {
            if (!values.TryGetValue(cells[column], out var meaning))
                continue;
            if (ReferenceEquals(result, cells))
                result = [.. cells];
            result[column] = meaning;
        }
        return result;
    }
}

/// <param name="Order">Place of its kind in the mapping.</param>
/// <param name="Event">The event.</param>
internal readonly record struct MappedEvent(int Order, OutgoingEvent Event);
