using System.Collections.Immutable;

namespace LiveBoard.Reports;

/// <summary>A report as a sheet: what it is, its columns, its rows. Cells are text, whole numbers, decimals, or null for none.</summary>
/// <param name="Name">Of the file, without extension.</param>
/// <param name="Heads">Lines above the columns: rule set, period, cut-off.</param>
/// <param name="Notes">Lines below the rows.</param>
internal sealed record ReportTable(
    string Name, string Title, ImmutableArray<string> Heads, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<object?>> Rows,
    ImmutableArray<string> Notes);
