using System.Text.Json;
using Grains.Interfaces.Catalogue;

namespace LiveBoard.Simulator;

/// <summary>The words of a question: its duration and how it is to be counted.</summary>
internal static class SimulationOptions
{
    public const int MaxRoundUpMinutes = 24 * 60;

    public static Allowance Duration(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new BadItemException("duration", "must be an object such as {\"unit\":\"workingDays\",\"value\":5}.");
        AllowanceUnit? unit = null;
        decimal? value = null;
        foreach (var field in json.EnumerateObject())
        {
            if (field.NameEquals("unit"))
                unit = Word("duration.unit", field.Value, AllowanceUnit.None);
            else if (field.NameEquals("value"))
                value = Number("duration.value", field.Value);
            else
                throw Unknown("duration", field.Name, "unit, value");
        }
        return new Allowance(
            unit ?? throw BadItemException.Missing("duration.unit", Words(AllowanceUnit.None)),
            value ?? throw BadItemException.Missing("duration.value", "a number"));
    }

    public static ClockOptions Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new BadItemException("options", "must be an object such as {\"closing\":\"close\"}.");
        var options = ClockOptions.Default;
        foreach (var field in json.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null))
        {
            var path = "options." + field.Name;
            options = field.Name switch
            {
                "closing" => options with { Closing = Word<ClosingPolicy>(path, field.Value) },
                "workingDay" => options with { WorkingDay = Word<WorkingDayPolicy>(path, field.Value) },
                "start" => options with { Start = Word<StartPolicy>(path, field.Value) },
                "closedDue" => options with { ClosedDue = Word<ClosedDuePolicy>(path, field.Value) },
                "pause" => options with { Pause = Word<PausePolicy>(path, field.Value) },
                "roundUpMinutes" => options with { RoundUpMinutes = Minutes(path, field.Value) },
                _ => throw Unknown("options", field.Name, "closing, workingDay, start, closedDue, pause, roundUpMinutes"),
            };
        }
        return options;
    }

    private static decimal Number(string field, JsonElement json) => json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out var number)
        ? number
        : throw new BadItemException(field, "must be a number of at most 28 digits; negative ones count backward.");

    private static int Minutes(string field, JsonElement json) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var minutes) && minutes is >= 0 and <= MaxRoundUpMinutes
            ? minutes
            : throw new BadItemException(field, $"must be a whole number from 0 to {MaxRoundUpMinutes}.");

    private static T Word<T>(string field, JsonElement json, params ReadOnlySpan<T> without)
        where T : struct, Enum
    {
        if (json.ValueKind != JsonValueKind.String)
            throw new BadItemException(field, $"must be one of {Words(without)}.");
        var word = json.GetString();
        foreach (var value in Enum.GetValues<T>())
        {
            if (!without.Contains(value) && WordOf(value) == word)
                return value;
        }
        throw new BadItemException(field, $"is \"{Shown(word)}\", which is none of {Words(without)}.");
    }

    private static string Words<T>(params ReadOnlySpan<T> without)
        where T : struct, Enum
    {
        var words = new List<string>();
        foreach (var value in Enum.GetValues<T>())
        {
            if (!without.Contains(value))
                words.Add(WordOf(value));
        }
        return string.Join(", ", words);
    }

    private static string WordOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static BadItemException Unknown(string field, string name, string known) =>
        new(field, $"has the unknown field \"{Shown(name)}\"; it may have {known}.");

    private static string? Shown(string? text) => text is { Length: > 40 } ? text[..40] + ".." : text;
}
