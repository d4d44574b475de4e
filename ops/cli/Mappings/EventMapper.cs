using System.Globalization;

namespace Monitor.Cli.Mappings;

/// <summary>Makes one kind of event of a row.</summary>
internal sealed class EventMapper
{
    private readonly string _type;
    private readonly string _path;
    private readonly Template _at;
    private readonly Template? _id;
    private readonly InstantReader _instants;
    private readonly List<(string Name, Template Template)> _fields = [];

    public EventMapper(EventMapping mapping, string path, IReadOnlyDictionary<string, int> columns, InstantReader instants)
    {
        _type = mapping.Type;
        _path = path;
        _instants = instants;
        _at = new Template(mapping.At, path + ".at", columns);
        _id = mapping.Id is null ? null : new Template(mapping.Id, path + ".id", columns);
        foreach (var (name, template) in mapping.Fields)
        {
            if (!EventJson.Fields.Contains(name))
                throw new UsageException($"mapping field '{path}.fields.{name}': an event has no such field; it may have {string.Join(", ", EventJson.Fields)}");
            _fields.Add((name, new Template(template, $"{path}.fields.{name}", columns)));
        }
    }

    /// <summary>Null when the row has no such event.</summary>
    public OutgoingEvent? Map(string source, string dossier, Row row)
    {
        var at = _at.Fill(row);
        return at.Length == 0 ? null : EventJson.Write(source, dossier, $"{dossier}:{_id?.Fill(row) ?? _type}", _type, Instant("at", at), Fields(row));
    }

    private IEnumerable<KeyValuePair<string, string>> Fields(Row row)
    {
        foreach (var (name, template) in _fields)
        {
            var text = template.Fill(row);
            if (text.Length == 0)
                continue;
            if (EventJson.Numbers.Contains(name) && !int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
                throw new UnreadableException($"{_path}.fields.{name}: '{text}' is not a whole number");
            yield return KeyValuePair.Create(name, EventJson.Instants.Contains(name) ? EventJson.Text(Instant("fields." + name, text)) : text);
        }
    }

    private DateTimeOffset Instant(string field, string text)
    {
        try
        {
            return _instants.Read(text);
        }
        catch (UnreadableException e)
        {
            throw new UnreadableException($"{_path}.{field}: {e.Message}");
        }
    }
}
