using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Monitor.Cli.Screen;

/// <summary>A reviewed change as the service tells it, in tables.</summary>
internal static class ChangeTables
{
    private static readonly (string Field, string Words)[] _counts =
    [
        ("touched", "get other rules"), ("moved", "move"), ("earlier", "  earlier"), ("later", "  later"), ("becomesLate", "become late"),
        ("stopsBeingLate", "stop being late"), ("becomesDueSoon", "become due soon"), ("uncovered", "lose their due date"),
        ("alertsWithdrawn", "alerts fall away"), ("alertsRaised", "alerts raised at once"),
    ];

    private static readonly (string Field, string Words)[] _standing =
        [("open", "open"), ("dueSoon", "due soon"), ("overdue", "overdue"), ("noDue", "without a due date"), ("openAlerts", "open alerts")];

    private static readonly string[] _documents = ["added", "changed", "unchanged"];

    // Where output goes to a file nothing says how wide a line may be.
    private const int WidthOfFiles = 160;

    public static IAnsiConsole Console()
    {
        if (System.Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = WidthOfFiles;
        return AnsiConsole.Console;
    }

    public static string StateOf(JsonNode change) => $"{change["state"]}";

    public static double FractionOf(JsonNode change) =>
        Number(change["progress"]?["total"]) is > 0 and var total ? (double)Number(change["progress"]?["done"]) / total : 0;

    public static string ProgressOf(JsonNode change) => Text($"{Number(change["progress"]?["done"]):N0} of {Number(change["progress"]?["total"]):N0} dossiers");

    /// <summary>A preview: its numbers, by agency, and dossiers as samples.</summary>
    public static void Write(JsonNode change, IAnsiConsole console)
    {
        var impact = change["impact"]!;
        console.WriteLine(Text($"change {change["id"]}: {change["kind"]}, {Names(change["added"], "new")}{Names(change["changed"], "changed")}{Names(change["unchanged"], "as in force")}"));
        console.WriteLine(Text($"{Number(impact["examined"]):N0} open dossiers examined, of which"));
        console.Write(Counts(impact));
        WriteSamples(impact["samples"]!.AsArray(), console);
        foreach (var warning in impact["warnings"]!.AsArray())
            console.WriteLine($"{warning!["code"]}: {warning["message"]}");
        console.WriteLine($"Nothing was changed. To apply it before {Instant(change["expires"])}:");
        console.WriteLine($"  ./ops/monitor reference apply {change["id"]} --by NAME --reason TEXT");
    }

    public static void WriteList(JsonNode list, IAnsiConsole console)
    {
        var table = Headed("id", "kind", "state", "made", "documents", "other rules", "by", "reason");
        foreach (var change in list["changes"]!.AsArray().OfType<JsonNode>())
        {
            var act = change["acts"]!.AsArray().LastOrDefault();
            Add(
                table, $"{change["id"]}", $"{change["kind"]}", StateOf(change), Instant(change["made"]), Documents(change),
                Text($"{Number(act?["moved"] ?? change["impact"]!["total"]!["touched"]):N0}"), $"{act?["by"]}", $"{act?["reason"]}");
        }

        console.Write(table);
    }

    /// <summary>What an act came to.</summary>
    public static void WriteEnd(JsonNode change, IAnsiConsole console)
    {
        var act = change["acts"]!.AsArray()[^1]!;
        console.WriteLine(Text($"change {change["id"]} is {StateOf(change)}: {Number(act["moved"]):N0} dossiers got other rules"));
        var table = Headed("", "before", "after");
        foreach (var (field, words) in _standing)
            Add(table, words, Text($"{Number(act["before"]?[field]):N0}"), Text($"{Number(act["after"]?[field]):N0}"));
        console.Write(table);
        foreach (var dossier in change["failing"]!.AsArray())
            console.WriteLine($"not moved: {dossier}");
    }

    private static Table Counts(JsonNode impact)
    {
        var agencies = impact["byAgency"]!.AsArray().OfType<JsonNode>().Take(5).ToList();
        var table = Headed(["dossiers that", "all", .. agencies.Select(agency => $"{agency["agency"]}")]);
        foreach (var (field, words) in _counts)
        {
            if (Number(impact["total"]![field]) > 0 || field is "touched" or "moved")
                Add(table, [words, Text($"{Number(impact["total"]![field]):N0}"), .. agencies.Select(agency => Text($"{Number(agency["counts"]![field]):N0}"))]);
        }

        return table;
    }

    private static void WriteSamples(JsonArray samples, IAnsiConsole console)
    {
        if (samples.Count == 0)
            return;
        var table = Headed("effect", "dossier", "agency", "promised", "due now", "due after");
        foreach (var some in samples.OfType<JsonNode>().GroupBy(sample => $"{sample["effect"]}"))
        {
            foreach (var sample in some.Take(5))
                Add(table, some.Key, $"{sample["dossier"]}", $"{sample["agency"]}", Instant(sample["promisedDue"]), Instant(sample["dueNow"]), Instant(sample["dueAfter"]));
        }

        console.Write(table);
    }

    private static Table Headed(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)).NoWrap());
        return table;
    }

    private static void Add(Table table, params string[] cells) => table.AddRow([.. cells.Select(cell => Markup.Escape(cell))]);

    private static string Documents(JsonNode change)
    {
        var documents = _documents.SelectMany(field => change[field]!.AsArray()).Select(id => $"{id}").ToList();
        return documents.Count == 0 ? "all" : string.Join(", ", documents.Take(3)) + (documents.Count > 3 ? ", .." : "");
    }

    private static string Names(JsonNode? ids, string words) => ids is JsonArray { Count: > 0 } names ? Text($"{names.Count:N0} {words} ") : "";

    private static string Instant(JsonNode? node) =>
        node is null ? "-" : node.GetValue<DateTimeOffset>().ToUniversalTime().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static long Number(JsonNode? node) => node?.GetValue<long>() ?? 0;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
