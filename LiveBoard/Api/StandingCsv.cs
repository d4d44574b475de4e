using System.Globalization;
using System.Text;
using Grains.Interfaces.Reports;
using LiveBoard.Reports;

namespace LiveBoard.Api;

/// <summary>A standing report for spreadsheets: UTF-8 with byte order mark, and no cell that a spreadsheet would take for a formula.</summary>
internal static class StandingCsv
{
    private static readonly string[] Columns =
        ["agency", "received", "endedOnTime", "endedLate", "endedNoDue", "openInTime", "openOverdue", "openNoDue", "paused", "asOf", "ruleSet"];

    public static byte[] Write(StandingReport report)
    {
        var text = new StringBuilder("\uFEFF").AppendJoin(',', Columns).Append("\r\n");
        foreach (var row in report.Rows)
            Append(text, row, row.Agency ?? "", report);
        Append(text, report.Total, "TỔNG / TOTAL", report);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Append(StringBuilder text, StandingRow row, string agency, StandingReport report)
    {
        int[] counts = [row.Received, row.EndedOnTime, row.EndedLate, row.EndedNoDue, row.OpenInTime, row.OpenOverdue, row.OpenNoDue, row.Paused];
        text.Append(CsvWriter.Cell(agency));
        foreach (var count in counts)
            text.Append(',').Append(count.ToString(CultureInfo.InvariantCulture));
        text.Append(',').Append(CsvWriter.Cell(report.AsOf.ToString("O", CultureInfo.InvariantCulture))).Append(',').Append(CsvWriter.Cell(report.RuleSet)).Append("\r\n");
    }
}
