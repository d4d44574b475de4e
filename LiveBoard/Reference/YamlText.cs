using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LiveBoard.Reference;

/// <summary>
/// YAML as the JSON that it stands for. Plain words are numbers, true, false or null only where JSON would write them so;
/// everything else, dates and hours among it, is text. Anchors may be repeated, within bounds that a bomb of aliases exceeds.
/// </summary>
internal sealed class YamlText
{
    private const int MaxDepth = 32;
    private const int MaxNodes = 500_000;
    private const int MaxNumberLength = 32;

    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, JsonNode?> _anchors = [];
    private int _nodes;

    private YamlText(TextReader text) => _parser = new Parser(text);

    /// <exception cref="YamlException">Not YAML, more than one document, or beyond the bounds.</exception>
    public static JsonNode? Parse(TextReader text) => new YamlText(text).Document();

    private JsonNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
            return null;
        _parser.Consume<DocumentStart>();
        var node = Node(0);
        _parser.Consume<DocumentEnd>();
        return _parser.TryConsume<StreamEnd>(out _) ? node : throw Fault("Only one document is expected.");
    }

    private JsonNode? Node(int depth)
    {
        if (depth > MaxDepth)
            throw Fault($"Nested more than {MaxDepth} deep.");
        Count(1);
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return Repeat(alias);
        if (_parser.TryConsume<Scalar>(out var scalar))
            return Keep(scalar.Anchor, Value(scalar));
        if (_parser.TryConsume<SequenceStart>(out var sequence))
            return Keep(sequence.Anchor, List(depth));
        if (_parser.TryConsume<MappingStart>(out var mapping))
            return Keep(mapping.Anchor, Object(depth));
        throw Fault("A value is expected.");
    }

    private JsonArray List(int depth)
    {
        var items = new JsonArray();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node(depth + 1));
        return items;
    }

    private JsonObject Object(int depth)
    {
        var fields = new JsonObject();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = _parser.TryConsume<Scalar>(out var name) ? name : throw Fault("A field's name must be one word.");
            if (key.Value == "<<")
                throw new YamlException(key.Start, key.End, "Merge keys (<<) are not understood. Write the fields out.");
            if (!fields.TryAdd(key.Value, Node(depth + 1)))
                throw new YamlException(key.Start, key.End, $"The field \"{key.Value}\" is there twice.");
        }
        return fields;
    }

    private JsonNode? Repeat(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value, out var node))
            throw new YamlException(alias.Start, alias.End, "An alias must come after its anchor has ended.");
        Count(Size(node));
        return node?.DeepClone();
    }

    private JsonNode? Keep(AnchorName anchor, JsonNode? node)
    {
        if (!anchor.IsEmpty)
            _anchors[anchor] = node?.DeepClone();
        return node;
    }

    private void Count(int nodes)
    {
        _nodes += nodes;
        if (_nodes > MaxNodes)
            throw Fault($"More than {MaxNodes} values, aliases counted each time.");
    }

    private YamlException Fault(string message) =>
        new(_parser.Current?.Start ?? Mark.Empty, _parser.Current?.End ?? Mark.Empty, message);

    private static int Size(JsonNode? node) => node switch
    {
        JsonArray items => 1 + items.Sum(Size),
        JsonObject fields => 1 + fields.Sum(field => Size(field.Value)),
        _ => 1,
    };

    private static JsonNode? Value(Scalar scalar) => scalar.Style != ScalarStyle.Plain ? JsonValue.Create(scalar.Value) : scalar.Value switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ when IsJsonNumber(scalar.Value) => JsonNode.Parse(scalar.Value),
        _ => JsonValue.Create(scalar.Value),
    };

    private static bool IsJsonNumber(string word)
    {
        if (word.Length > MaxNumberLength || !(char.IsAsciiDigit(word[0]) || word[0] == '-'))
            return false;
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(word));
            return reader.Read() && reader.TokenType == JsonTokenType.Number && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
