using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Grains.Interfaces.Catalogue;
using LiveBoard.Ingest;
using LiveBoard.Wire;
using YamlDotNet.Core;

namespace LiveBoard.Reference;

/// <summary>A reference document as read from a body: the document, or what is wrong with it.</summary>
internal readonly record struct DocumentRead<T>(T? Document, ImmutableArray<DocumentProblem> Problems)
    where T : class;

/// <summary>Reads reference documents in JSON or YAML of the same shape.</summary>
internal static class DocumentReader
{
    private static readonly JsonSerializerOptions YamlOptions = WithWordsAsText();

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <exception cref="UnreadableBodyException">Not JSON or not YAML at all.</exception>
    public static DocumentRead<T> Read<T>(ReadOnlySpan<byte> utf8, bool yaml)
        where T : class
    {
        try
        {
            return Read<T>(yaml ? ParseYaml(utf8) : ParseJson(utf8), yaml);
        }
        catch (InvalidOperationException)
        {
            // Found out only when a text is asked for, and then without its place.
            return Refused<T>("", "A text holds half a character (a lone surrogate such as \\ud800). Send plain UTF-8 text.");
        }
    }

    private static DocumentRead<T> Read<T>(JsonNode? node, bool yaml)
        where T : class
    {
        if (node is not JsonObject)
            return Refused<T>("", "The document must be an object with a list, such as {\"agencies\":[..]}.");
        if (EmptyItem(node) is { } empty)
            return Refused<T>(FieldOf(empty), "An item of a list may not be null.");
        try
        {
            return new DocumentRead<T>(node.Deserialize<T>(yaml ? YamlOptions : WireJson.Options), []);
        }
        catch (JsonException fault)
        {
            return Refused<T>(FieldOf(fault.Path), MessageOf(fault));
        }
    }

    private static JsonNode? ParseJson(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonNode.Parse(utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[3..] : utf8, documentOptions: Strict);
        }
        catch (JsonException fault)
        {
            throw UnreadableBodyException.From(fault);
        }
    }

    private static JsonNode? ParseYaml(ReadOnlySpan<byte> utf8)
    {
        try
        {
            using var text = new StringReader(Encoding.UTF8.GetString(utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[3..] : utf8));
            return YamlText.Parse(text);
        }
        catch (YamlException fault)
        {
            throw new UnreadableBodyException(fault.Start.Line, fault.Start.Column, fault.Message);
        }
    }

    /// <summary>The path of a list's item that is null, which the serialiser would let pass.</summary>
    private static string? EmptyItem(JsonNode node) => node switch
    {
        JsonArray items => items.Select((item, at) => item is null ? $"{items.GetPath()}[{at}]" : EmptyItem(item)).FirstOrDefault(path => path is not null),
        JsonObject fields => fields.Select(field => field.Value is null ? null : EmptyItem(field.Value)).FirstOrDefault(path => path is not null),
        _ => null,
    };

    private static DocumentRead<T> Refused<T>(string field, string message)
        where T : class => new(null, [new DocumentProblem(field, message)]);

    /// <summary><c>$.agencies[0].name</c> without its root.</summary>
    private static string FieldOf(string? path) => path is null or "$" ? "" : path[(path.StartsWith("$.", StringComparison.Ordinal) ? 2 : 1)..];

    private static string MessageOf(JsonException fault)
    {
        var message = fault.Message;
        var tail = message.IndexOf(" Path:", StringComparison.Ordinal);
        message = tail < 0 ? message : message[..tail];
        // The serialiser's own words name program types; say what a writer of documents can use.
        return message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal)
            ? "The value has the wrong type or is not one of the words allowed here."
            : message.Split("required properties including: ", 2) is [_, var missing] ? $"Required fields are missing: {missing}"
            : message;
    }

    private static JsonSerializerOptions WithWordsAsText()
    {
        var options = new JsonSerializerOptions(WireJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        options.Converters.Add(new WordAsText());
        return options;
    }
}
