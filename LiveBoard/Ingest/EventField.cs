using System.Text;
using System.Text.Json;

namespace LiveBoard.Ingest;

/// <summary>The fields of an event; those up to <see cref="Petition"/> are texts.</summary>
internal enum EventField
{
    Id,
    Source,
    Dossier,
    Agency,
    Procedure,
    Channel,
    Point,
    Reason,
    Document,
    Ground,
    Step,
    Role,
    Outcome,
    Via,
    Petition,
    Type,
    At,
    Due,
    Units,
    Value,
    Scale,
    Factors,
    Other,
}

internal static class EventFields
{
    public const int TextFields = (int)EventField.Petition + 1;

    /// <summary>Longest word of a list such as factors.</summary>
    public const int MaxWordLength = 64;

    public const int MaxFactors = 20;

    private static readonly string[] Names = [.. Enum.GetNames<EventField>().Select(JsonNamingPolicy.CamelCase.ConvertName)];
    private static readonly byte[][] Utf8Names = [.. Names.Select(Encoding.UTF8.GetBytes)];

    public static string NameOf(EventField field) => Names[(int)field];

    /// <summary>Most characters of a text field.</summary>
    public static int LimitOf(EventField field) => field switch
    {
        EventField.Id => 128,
        EventField.Reason or EventField.Ground or EventField.Document => 1000,
        _ => MaxWordLength,
    };

    /// <summary>Written by people: line breaks are allowed, and letters are composed (NFC).</summary>
    public static bool IsProse(EventField field) => field is EventField.Reason or EventField.Ground or EventField.Document;

    /// <summary>The same few values again and again.</summary>
    public static bool Repeats(EventField field) =>
        field is EventField.Source or EventField.Agency or EventField.Procedure or EventField.Channel or EventField.Point
            or EventField.Step or EventField.Role or EventField.Via or EventField.Outcome or EventField.Type;

    /// <summary>The field that a property name names; <see cref="EventField.Other"/> when none.</summary>
    public static EventField Of(ref Utf8JsonReader name)
    {
        if (name.ValueIsEscaped)
        {
            var at = EventReader.TryGetString(ref name, out var text) ? Array.IndexOf(Names, text) : -1;
            return at < 0 ? EventField.Other : (EventField)at;
        }
        for (var i = 0; i < (int)EventField.Other; i++)
        {
            if (name.ValueTextEquals(Utf8Names[i]))
                return (EventField)i;
        }
        return EventField.Other;
    }
}
