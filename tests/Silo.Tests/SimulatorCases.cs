using System.Globalization;
using System.Text.Json.Nodes;
using Silo.Tests.Process;
using Tests.Shared;

namespace Silo.Tests;

/// <summary>
/// The cases of <c>sla-cases.jsonl</c> as questions to the simulator. Two kinds of case have no question of their own, and are asked in
/// two: working days and then working time; and no time at all backward, which is a second back and a second forth.
/// </summary>
internal sealed record SimulatorCase(string Id, JsonObject First, JsonObject? Then, string Expected, bool IsDate)
{
    public static IReadOnlyList<SimulatorCase> Read(string file, string policy)
    {
        var lines = File.ReadLines(SharedData.Find(file)).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        var calendars = lines.Where(line => line.ContainsKey("week")).ToDictionary(line => Text(line, "id"), Calendar);
        return [.. lines.Where(line => line.ContainsKey("op")).Select(line => Of(line, calendars[Text(line, "cal")], policy))];
    }

    private static SimulatorCase Of(JsonObject line, JsonObject calendar, string policy)
    {
        var options = new JsonObject { ["closing"] = policy };
        var boundary = line["boundary"]?.GetValue<string>() switch { null or "any" => policy, "next-open" => "nextOpening", var other => other };
        SimulatorCase Due(string unit, decimal value, string expected, JsonObject? then = null) =>
            new(Text(line, "id"), Item(line, calendar, options, unit, value), then, expected, false);
        SimulatorCase Date(string unit)
        {
            // The start is the local midnight of the date; these calendars are in UTC.
            if (Text(calendar, "zone") != "UTC")
                throw new InvalidDataException($"{Text(line, "id")}: write the midnight of {calendar["zone"]}");
            options["start"] = "dayBefore";
            line["start"] = Text(line, "date") + "T00:00:00Z";
            return Due(unit, Number(line, "days"), Text(line, "dueDate")) with { IsDate = true };
        }

        switch (Text(line, "op"))
        {
            case "due":
                return Due("seconds", Number(line, "seconds"), Text(line, boundary == policy ? "due" : "otherPolicyDue"));
            case "due-backward" when Number(line, "seconds") == 0:
                return Due("seconds", -1, Text(line, "due"), Seconds(calendar, 1));
            case "due-backward":
                return Due("seconds", -Number(line, "seconds"), Text(line, "due"));
            case "due-workdays":
                return Due("workingDays", Number(line, "workdays"), Text(line, "due"), Seconds(calendar, Number(line, "seconds")));
            case "due-end-of-workday":
                options["workingDay"] = "endOfDay";
                return Due("workingDays", Number(line, "workdays"), Text(line, "due"));
            case "date-workdays":
                return Date("workingDays");
            case "date-caldays-rollfwd":
                return Date("calendarDays");
            case "elapsed":
                var item = Item(line, calendar, options, "seconds", 0);
                item.Remove("duration");
                item["end"] = Text(line, "end");
                return new SimulatorCase(Text(line, "id"), item, null, Number(line, "seconds").ToString(CultureInfo.InvariantCulture), false);
            default:
                throw new InvalidDataException($"{line["op"]} is not known here");
        }
    }

    private static JsonObject Item(JsonObject line, JsonObject calendar, JsonObject options, string unit, decimal value) => new()
    {
        ["calendar"] = calendar.DeepClone(),
        ["start"] = Text(line, "start"),
        ["duration"] = new JsonObject { ["unit"] = unit, ["value"] = value },
        ["pauses"] = line["pauses"]?.DeepClone() ?? new JsonArray(),
        ["options"] = options,
    };

    private static JsonObject Seconds(JsonObject calendar, decimal seconds) =>
        Item(new JsonObject { ["start"] = "" }, calendar, [], "seconds", seconds);

    private static JsonObject Calendar(JsonObject line) => new()
    {
        ["id"] = Text(line, "id"),
        ["zone"] = Text(line, "tz"),
        ["week"] = line["week"]!.DeepClone(),
        ["closed"] = new JsonArray([.. (line["holidays"]?.AsArray() ?? []).Select(day => new JsonObject { ["date"] = day!.GetValue<string>(), ["name"] = "holiday" })]),
    };

    private static decimal Number(JsonObject line, string name) => line[name]?.GetValue<decimal>() ?? 0;

    private static string Text(JsonObject line, string name) => line[name]!.GetValue<string>();
}
