using System.Globalization;
using System.Text.Json;

namespace Monitor.Bench;

/// <summary>A table for people, and one line of JSON for programs.</summary>
internal static class Report
{
    /// <param name="load">Load average of the machine when the scenario began; null where it is not told.</param>
    /// <returns>The line of JSON.</returns>
    public static string Write(string scenario, bool quick, double? load, IReadOnlyList<Measure> measures, TextWriter output)
    {
        output.WriteLine(Row(load is null ? scenario : $"{scenario} (load {Number(load)})", "unit", "ours", "reference", "ratio", "target", "goal", ""));
        foreach (var measure in measures)
        {
            output.WriteLine(Row(
                "  " + measure.Name, measure.Unit, Number(measure.Ours), Number(measure.Reference), Times(measure.Ratio), Times(measure.Target), Number(measure.Goal),
                measure.Met switch { true => "met", false => "MISSED", null => "" }));
        }
        var line = JsonSerializer.Serialize(new { scenario, quick, load, measures }, JsonSerializerOptions.Web);
        output.WriteLine(line);
        return line;
    }

    private static string Row(string name, string unit, string ours, string reference, string ratio, string target, string goal, string met) =>
        $"{name,-42} {unit,-9} {ours,12} {reference,12} {ratio,10} {target,8} {goal,10}  {met}".TrimEnd();

    private static string Times(double? ratio) => ratio is null ? "" : Number(ratio) + " x";

    private static string Number(double? value) => value?.ToString(Math.Abs(value.Value) < 100 ? "0.##" : "#,0", CultureInfo.InvariantCulture) ?? "";
}
