using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Grains.Interfaces.Dossiers;

namespace LiveBoard.Ingest;

/// <summary>
/// Turns one JSON value, already known to be well-formed, into an event or a refusal. Unknown fields are ignored; personal ones are
/// refused by name. One reader serves one request.
/// </summary>
internal sealed partial class EventReader
{
    /// <summary>A character takes at most this many bytes of JSON (<c>\u1234</c>).</summary>
    private const int MaxBytesPerCharacter = 6;

    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl)]);

    private static readonly SearchValues<char> ControlsInProse =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(code => char.IsControl(code) && code is not ('\n' or '\r' or '\t'))]);

    private readonly TextPool _pool = new();
    private readonly EventDraft _draft = new();

    public EventRead Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return new EventRead(null, Refusals.NotAnObject, null, null, null, null);
        _draft.Clear();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            ReadField(ref reader, _draft);
        return _draft.Finish();
    }

    private void ReadField(ref Utf8JsonReader reader, EventDraft draft)
    {
        var field = EventFields.Of(ref reader);
        if (field == EventField.Other && PersonalName(ref reader, nested: false) is { } name)
            draft.Refuse(Refusals.Personal(name));
        reader.Read();
        switch (field)
        {
            case < EventField.Type:
                draft[field] = Text(ref reader, draft, EventFields.NameOf(field), EventFields.LimitOf(field), field);
                break;
            case EventField.Type:
                ReadType(ref reader, draft);
                break;
            case EventField.At:
                draft.At = Instant(ref reader, draft, "at");
                break;
            case EventField.Due:
                draft.Due = Instant(ref reader, draft, "due");
                break;
            case EventField.Units:
                draft.Units = Units(ref reader, draft);
                break;
            case EventField.Value:
                draft.Value = Whole(ref reader, draft, "value");
                break;
            case EventField.Scale:
                draft.Scale = Whole(ref reader, draft, "scale");
                break;
            case EventField.Factors:
                draft.Factors = Factors(ref reader, draft);
                break;
            default:
                break;
        }
        SkipRest(ref reader, draft);
    }

    /// <summary>Steps over what is left of a value, looking at nothing but the names of fields.</summary>
    private static void SkipRest(ref Utf8JsonReader reader, EventDraft draft)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return;
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType == JsonTokenType.PropertyName && PersonalName(ref reader, nested: true) is { } name)
                draft.Refuse(Refusals.Personal(name));
        }
    }

    private static string? PersonalName(ref Utf8JsonReader reader, bool nested)
    {
        if (reader.ValueSpan.Length > EventFields.MaxWordLength * MaxBytesPerCharacter || !TryGetString(ref reader, out var name))
            return null;
        return PersonalFields.Holds(name, nested) ? name : null;
    }

    private string? Text(ref Utf8JsonReader reader, EventDraft draft, string name, int limit, EventField field)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.String)
            return Refuse(draft, Refusals.WrongType(name, "text in quotes"));
        if (reader.ValueSpan.Length > limit * MaxBytesPerCharacter)
            return Refuse(draft, Refusals.TooLong(name, limit));
        var text = !reader.ValueIsEscaped && EventFields.Repeats(field) ? _pool.Get(reader.ValueSpan) : null;
        if (text is null && !TryGetString(ref reader, out text))
            return Refuse(draft, Refusals.BadText(name));
        if (text.Length > limit)
            return Refuse(draft, Refusals.TooLong(name, limit));
        var prose = EventFields.IsProse(field);
        if (text.AsSpan().ContainsAny(prose ? ControlsInProse : Controls))
            return Refuse(draft, field == EventField.Dossier ? Refusals.BadDossierCode : Refusals.BadText(name));
        return string.IsNullOrWhiteSpace(text) ? null : prose ? text.Normalize() : text;
    }

    private static string? Refuse(EventDraft draft, Refusal refusal)
    {
        draft.Refuse(refusal);
        return null;
    }

    /// <summary>
    /// False for text that is not valid Unicode, which a JSON reader lets pass until the text is asked for, and for text with U+FFFE, a
    /// byte order mark turned round, with which no text can be normalized.
    /// </summary>
    public static bool TryGetString(ref Utf8JsonReader reader, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = reader.GetString()!;
            return !text.Contains('\uFFFE', StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            text = null;
            return false;
        }
    }
}
