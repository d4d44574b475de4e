using System.Globalization;
using System.Text;

namespace LiveBoard.Reports;

/// <summary>Tables for spreadsheets: UTF-8 with byte order mark, and no cell that a spreadsheet would take for a formula.</summary>
internal static class CsvWriter
{
    /// <summary>Columns and rows; what stands above and below them in a sheet would be rows of another shape here.</summary>
    public static byte[] Write(ReportTable table)
    {
        var text = new StringBuilder("\uFEFF");
        text.AppendJoin(',', table.Columns.Select(Cell)).Append("\r\n");
        foreach (var row in table.Rows)
            text.AppendJoin(',', row.Select(Field)).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Quoted; what begins like a formula begins with an apostrophe instead.</summary>
    public static string Cell(string value)
    {
        var safe = value.Length > 0 && value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + value : value;
        return '"' + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
    }

    private static string Field(object? value) => value switch
    {
        null => "",
        string text => Cell(text),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Cell(value.ToString() ?? ""),
    };
}
