using LiveBoard.Reports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveBoard.Api;

/// <summary>As what a report is sent.</summary>
internal enum ReportFormat
{
    Json = 0,
    Csv = 1,
    Xlsx = 2,
}

internal static class ReportFormats
{
    public const string CsvType = "text/csv";
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>What <c>format</c> says; without it the type that the request prefers, and JSON for any other.</summary>
    public static ProblemHttpResult? Read(string? format, HttpRequest request, out ReportFormat read)
    {
        read = Preferred(request);
        return string.IsNullOrEmpty(format) ? null : Query.Choice("format", format, ReportFormat.Json, out read);
    }

    /// <param name="csv">The table's own rows unless a report has a CSV of its own.</param>
    public static IResult Send<T>(T report, ReportFormat format, Func<T, ReportTable> table, Func<T, byte[]>? csv = null)
    {
        if (format == ReportFormat.Json)
            return TypedResults.Ok(report);
        var sheet = table(report);
        return format == ReportFormat.Xlsx
            ? TypedResults.Bytes(XlsxWriter.Write(sheet), XlsxType, sheet.Name + ".xlsx")
            : TypedResults.Bytes(csv is null ? CsvWriter.Write(sheet) : csv(report), CsvType + "; charset=utf-8", sheet.Name + ".csv");
    }

    private static ReportFormat Preferred(HttpRequest request)
    {
        foreach (var accepted in request.GetTypedHeaders().Accept.OrderByDescending(accepted => accepted.Quality ?? 1))
        {
            if (accepted.MediaType.Equals(CsvType, StringComparison.OrdinalIgnoreCase))
                return ReportFormat.Csv;
            if (accepted.MediaType.Equals(XlsxType, StringComparison.OrdinalIgnoreCase))
                return ReportFormat.Xlsx;
            break;
        }

        return ReportFormat.Json;
    }
}
