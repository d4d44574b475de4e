using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace LiveBoard.Reports;

/// <summary>A table as a workbook of one sheet: title, heads, columns, rows, notes. Text is text: nothing in it is a formula.</summary>
internal static class XlsxWriter
{
    private const int MaxCellLength = 32_767;

    public static byte[] Write(ReportTable table)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new Workbook();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var sheet = book.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new Worksheet(Widths(table.Columns.Length), Rows(table));
            book.Workbook.AppendChild(new Sheets(new Sheet { Id = book.GetIdOfPart(sheet), SheetId = 1, Name = SheetName(table.Name) }));
        }

        return file.ToArray();
    }

    private static SheetData Rows(ReportTable table)
    {
        var data = new SheetData();
        Add([table.Title], bold: true);
        foreach (var head in table.Heads)
            Add([head]);
        Add([]);
        Add([.. table.Columns], bold: true);
        foreach (var row in table.Rows)
            Add([.. row]);
        Add([]);
        foreach (var note in table.Notes)
            Add([note]);
        return data;

        void Add(object?[] cells, bool bold = false) => data.AppendChild(new Row(cells.Select(cell => CellOf(cell, bold))));
    }

    private static Cell CellOf(object? value, bool bold)
    {
        var style = bold ? 1U : 0U;
        return value switch
        {
            null => new Cell(),
            string text => new Cell(new InlineString(new Text(Readable(text)) { Space = SpaceProcessingModeValues.Preserve }))
            {
                DataType = CellValues.InlineString, StyleIndex = style,
            },
            IFormattable number => new Cell(new CellValue(number.ToString(null, CultureInfo.InvariantCulture))) { DataType = CellValues.Number, StyleIndex = style },
            _ => throw new ArgumentException($"A cell cannot hold {value.GetType().Name}.", nameof(value)),
        };
    }

    // Names come from outside; XML has no control characters.
    private static string Readable(string text)
    {
        var kept = new StringBuilder(text.Length).AppendJoin("", text.EnumerateRunes().Where(rune => rune.Value >= ' ' && rune != Rune.ReplacementChar && rune.Value is not (0xFFFE or 0xFFFF)));
        return kept.Length <= MaxCellLength ? kept.ToString() : kept.ToString(0, MaxCellLength);
    }

    private static Columns Widths(int columns) => new(
        new Column { Min = 1, Max = 1, Width = 16, CustomWidth = true },
        new Column { Min = 2, Max = 2, Width = 40, CustomWidth = true },
        new Column { Min = 3, Max = (uint)Math.Max(3, columns), Width = 16, CustomWidth = true });

    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellFormats(new CellFormat(), new CellFormat { FontId = 1, ApplyFont = true }));

    private static string SheetName(string name) => name.Length <= 31 ? name : name[..31];
}
