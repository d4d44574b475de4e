using System.Globalization;
using Grains.Interfaces.Dossiers;

namespace LiveBoard.Ingest;

/// <summary>Why an event could not be read. Codes are stable; messages name the remedy and never a value.</summary>
internal static class Refusals
{
    public static Refusal NotAnObject { get; } =
        new("not-an-object", null, "An event is a JSON object, such as {\"id\":\"..\",\"source\":\"..\",\"dossier\":\"..\",\"type\":\"..\",\"at\":\"..\"}.");

    public static Refusal Missing(string field, string? type = null) =>
        new("missing-field", field, type is null ? $"Every event needs \"{field}\"." : $"An event of type {type} needs \"{field}\".");

    public static Refusal WrongType(string field, string expected) => new("wrong-type", field, $"\"{field}\" must be {expected}.");

    public static Refusal UnknownType { get; } =
        new("unknown-type", "type", $"\"type\" must be one of: {string.Join(", ", EventTypes.All)}.");

    public static Refusal TooLong(string field, int limit) =>
        new("too-long", field, string.Create(CultureInfo.InvariantCulture, $"\"{field}\" may hold at most {limit} characters. Shorten it."));

    public static Refusal TooMany(string field, int limit) =>
        new("too-many", field, string.Create(CultureInfo.InvariantCulture, $"\"{field}\" may hold at most {limit} items."));

    public static Refusal BadText(string field) =>
        new("bad-text", field, $"\"{field}\" holds control characters or broken Unicode. Send plain UTF-8 text.");

    public static Refusal BadDossierCode { get; } =
        new("bad-dossier-code", "dossier", "A dossier code is 1 to 64 letters A-Z a-z, digits, and . - _ / without spaces.");

    public static Refusal BadAgencyCode(string field) =>
        new("bad-agency-code", field, $"\"{field}\" must be an agency's code: no spaces at either end and no control characters.");

    public static Refusal BadRating(string field) =>
        new("bad-rating", field, "A rating has \"scale\" 3 or 5, and \"value\" a whole number from 1 to the scale; the highest is best.");

    public static Refusal BadUnits { get; } =
        new("bad-units", "units", "\"units\" is {\"unit\":\"hours|workingDays|calendarDays|months|seconds\",\"value\":n} with n above 0 and at most 100000.");

    public static Refusal Personal(string field) =>
        new("personal-data", field, $"\"{field}\" would bring personal data of an applicant. This service keeps none: send the event without it.");

    public static Refusal Instant(string field, InstantFault fault) => fault switch
    {
        InstantFault.NoOffset => new("instant-without-offset", field, $"\"{field}\" has no offset. Write 2026-11-21T08:30:00+07:00, or end it with Z for UTC."),
        InstantFault.OutOfRange => new("instant-out-of-range", field, $"\"{field}\" must lie between the years 1900 and 2200."),
        _ => new("bad-instant", field, $"\"{field}\" is no instant. Write it as RFC 3339: 2026-11-21T08:30:00+07:00."),
    };
}
