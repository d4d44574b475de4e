using System.Globalization;
using System.Text.Json;

namespace Monitor.Bench;

/// <summary>A table for people, and one line of JSON for programs.</summary>
internal static class Report
{
    public static void Write(string scenario, IReadOnlyList<Measure> measures, TextWriter output)
    {
        output.WriteLine(Row(scenario, "unit", "ours", "reference", "ratio", "target", ""));
        foreach (var measure in measures)
        {
            output.WriteLine(Row(
                "  " + measure.Name, measure.Unit, Number(measure.Ours), Number(measure.Reference), Number(measure.Ratio) + " x", Number(measure.Target) + " x",
                measure.Met ? "met" : "MISSED"));
        }
        output.WriteLine(JsonSerializer.Serialize(new { scenario, measures }, JsonSerializerOptions.Web));
    }

    private static string Row(string name, string unit, string ours, string reference, string ratio, string target, string met) =>
        $"{name,-34} {unit,-8} {ours,12} {reference,12} {ratio,10} {target,8}  {met}".TrimEnd();

    private static string Number(double value) => value.ToString(value < 100 ? "0.##" : "#,0", CultureInfo.InvariantCulture);
}
