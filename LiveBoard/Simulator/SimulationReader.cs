using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Deadlines;
using LiveBoard.Ingest;
using LiveBoard.Reference;
using LiveBoard.Wire;

namespace LiveBoard.Simulator;

/// <summary>
/// Reads the questions of one request, each by itself: a bad one becomes an answer that names its field and the remedy. Fields that
/// are not known are ignored, but for those of <c>duration</c> and <c>options</c>, where a slip would give a wrong date.
/// </summary>
internal sealed class SimulationReader
{
    public const int MaxPauses = 1_000;

    /// <summary>Different calendars that one request may bring along.</summary>
    public const int MaxCalendars = 100;

    private readonly Dictionary<string, CalendarDocument> _calendars = new(StringComparer.Ordinal);

    /// <exception cref="BadItemException">It is no question.</exception>
    public SimulationItem Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new BadItemException("", "must be an object, such as {\"calendar\":\"vn-state-offices\",\"start\":\"..\",\"duration\":{\"unit\":\"workingDays\",\"value\":5}}.");
        var item = new SimulationItem
        {
            Start = Given(json, "start") is { } start ? Instant("start", start) : throw BadItemException.Missing("start", "an instant such as 2026-11-21T08:30:00+07:00"),
            Duration = Given(json, "duration") is { } duration ? SimulationOptions.Duration(duration) : null,
            End = Given(json, "end") is { } end ? Instant("end", end) : null,
            Pauses = Given(json, "pauses") is { } pauses ? Pauses(pauses) : [],
            Options = Given(json, "options") is { } options ? SimulationOptions.Read(options) : ClockOptions.Default,
            Explain = Given(json, "explain") is not { } explain || Flag(explain),
            CutOff = Given(json, "cutOff") is { } cutOff ? Clock(cutOff) : null,
        };
        if (item.End is not null && (item.Duration is not null || item.CutOff is not null))
            throw new BadItemException("end", "stands in place of \"duration\": give one of the two.");
        if (item is { End: null, Duration: null, CutOff: null })
            throw BadItemException.Missing("duration", "{\"unit\":\"workingDays\",\"value\":5}, or \"end\" for the working time between");
        return Given(json, "calendar") switch
        {
            { ValueKind: JsonValueKind.String } id => item with { Calendar = id.GetString() },
            { ValueKind: JsonValueKind.Object } document => item with { Inline = Calendar(document) },
            null => throw BadItemException.Missing("calendar", "the id of a calendar, or a calendar document"),
            _ => throw new BadItemException("calendar", "must be the id of a calendar, or a calendar document."),
        };
    }

    private CalendarDocument Calendar(JsonElement json)
    {
        var text = json.GetRawText();
        if (_calendars.TryGetValue(text, out var known))
            return known;
        if (_calendars.Count == MaxCalendars)
            throw new BadItemException("calendar", $"is the {MaxCalendars + 1}th calendar of this request, which may bring {MaxCalendars}: send the rest in another, or put calendars at /api/v1/reference/calendars and name them.", "too-many-calendars");
        try
        {
            var read = DocumentReader.Read<CalendarDocument>(JsonMarshal.GetRawUtf8Value(json), yaml: false);
            if (read.Document is not { } document)
                throw new BadItemException("calendar." + read.Problems[0].Field, read.Problems[0].Message, "bad-calendar");
            document = document.Id.Length == 0 ? document with { Id = "inline" } : document;
            _calendars.Add(text, document);
            return document;
        }
        catch (UnreadableBodyException fault)
        {
            throw new BadItemException("calendar", fault.Message, "bad-calendar");
        }
    }

    private static ImmutableArray<SimulatedPause> Pauses(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array)
            throw new BadItemException("pauses", "must be a list of pairs [from, to] of instants.");
        if (json.GetArrayLength() > MaxPauses)
            throw new BadItemException("pauses", $"holds {json.GetArrayLength()}; give at most {MaxPauses}.");
        return [.. json.EnumerateArray().Select((pause, i) => pause.ValueKind == JsonValueKind.Array && pause.GetArrayLength() == 2
            ? new SimulatedPause(Instant($"pauses[{i}][0]", pause[0]), pause[1].ValueKind == JsonValueKind.Null ? null : Instant($"pauses[{i}][1]", pause[1]))
            : throw new BadItemException($"pauses[{i}]", "must be a pair [from, to] of instants; to is null while the pause lasts."))];
    }

    private static DateTimeOffset Instant(string field, JsonElement json)
    {
        var fault = InstantFault.NoInstant;
        var at = default(DateTimeOffset);
        if (json.ValueKind == JsonValueKind.String && json.GetString() is { Length: <= Rfc3339.MaxLength } text)
            fault = Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out at);
        return fault switch
        {
            InstantFault.None => at,
            InstantFault.NoOffset => throw new BadItemException(field, "has no offset; write Z or one such as +07:00."),
            InstantFault.OutOfRange => throw new BadItemException(field, $"must be in the years {Rfc3339.FirstYear} to {Rfc3339.LastYear}."),
            _ => throw new BadItemException(field, "must be an instant with offset (RFC 3339), such as 2026-11-21T08:30:00+07:00."),
        };
    }

    private static TimeOnly Clock(JsonElement json)
    {
        try
        {
            return json.Deserialize<TimeOnly>(WireJson.Options);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new BadItemException("cutOff", "must be a local time such as \"15:00\".");
        }
    }

    private static bool Flag(JsonElement json) => json.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? json.GetBoolean()
        : throw new BadItemException("explain", "must be true or false.");

    /// <summary>A field that is there and not null.</summary>
    private static JsonElement? Given(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}

/// <summary>A question that cannot be read.</summary>
internal sealed class BadItemException(string field, string remedy, string code = "bad-field") : Exception
{
    public string Code { get; } = code;

    public override string Message { get; } = field.Length == 0 ? "The item " + remedy : $"\"{field}\" {remedy}";

    public static BadItemException Missing(string field, string what) => new(field, $"is missing: give {what}.", "missing-field");
}
