using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;

namespace LiveBoard.Ingest;

/// <summary>The fields that are more than a text.</summary>
internal sealed partial class EventReader
{
    private const decimal MaxUnits = 100_000;

    private void ReadType(ref Utf8JsonReader reader, EventDraft draft)
    {
        if (Text(ref reader, draft, "type", EventFields.MaxWordLength, EventField.Type) is not { } text)
            return;
        draft.Type = EventTypes.Parse(text);
        if (draft.Type == EventType.Unknown)
            draft.Refuse(Refusals.UnknownType);
        else
            draft.TypeText = text;
    }

    private static DateTimeOffset? Instant(ref Utf8JsonReader reader, EventDraft draft, string name)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        var fault = InstantFault.NoInstant;
        DateTimeOffset instant = default;
        if (reader.TokenType != JsonTokenType.String)
            draft.Refuse(Refusals.WrongType(name, "an instant in quotes, such as \"2026-11-21T08:30:00+07:00\""));
        else if (!reader.ValueIsEscaped)
            fault = Rfc3339.TryParse(reader.ValueSpan, out instant);
        else if (reader.ValueSpan.Length <= Rfc3339.MaxLength * MaxBytesPerCharacter && TryGetString(ref reader, out var text))
            fault = Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out instant);
        if (fault == InstantFault.None)
            return instant;
        draft.Refuse(Refusals.Instant(name, fault));
        return null;
    }

    private static int? Whole(ref Utf8JsonReader reader, EventDraft draft, string name)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number))
        {
            if (number == decimal.Truncate(number) && number is >= 0 and <= 100)
                return (int)number;
            draft.Refuse(Refusals.BadRating(name));
            return null;
        }
        draft.Refuse(reader.TokenType == JsonTokenType.Number ? Refusals.BadRating(name) : Refusals.WrongType(name, "a whole number"));
        return null;
    }

    private static Allowance? Units(ref Utf8JsonReader reader, EventDraft draft)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            draft.Refuse(Refusals.WrongType("units", "an object {\"unit\":\"workingDays\",\"value\":5}"));
            return null;
        }
        AllowanceUnit? unit = null;
        decimal? value = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isUnit, isValue) = (reader.ValueTextEquals("unit"u8), reader.ValueTextEquals("value"u8));
            if (!isUnit && !isValue && PersonalName(ref reader, nested: true) is { } personal)
                draft.Refuse(Refusals.Personal(personal));
            reader.Read();
            if (isUnit && reader.TokenType == JsonTokenType.String && TryGetString(ref reader, out var name))
                unit = UnitOf(name);
            else if (isValue && reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number))
                value = number;
            SkipRest(ref reader, draft);
        }
        if (unit is { } known && value is > 0 and <= MaxUnits)
            return new Allowance(known, value.Value);
        draft.Refuse(Refusals.BadUnits);
        return null;
    }

    private static AllowanceUnit? UnitOf(string name)
    {
        foreach (var unit in Enum.GetValues<AllowanceUnit>())
        {
            if (unit != AllowanceUnit.None && JsonNamingPolicy.CamelCase.ConvertName(unit.ToString()) == name)
                return unit;
        }
        return null;
    }

    private ImmutableArray<string> Factors(ref Utf8JsonReader reader, EventDraft draft)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return [];
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            draft.Refuse(Refusals.WrongType("factors", "a list of texts"));
            return [];
        }
        var factors = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (factors.Count == EventFields.MaxFactors)
                draft.Refuse(Refusals.TooMany("factors", EventFields.MaxFactors));
            else if (Text(ref reader, draft, "factors", EventFields.MaxWordLength, EventField.Factors) is { } factor)
                factors.Add(factor);
            SkipRest(ref reader, draft);
        }
        return factors.ToImmutable();
    }
}
