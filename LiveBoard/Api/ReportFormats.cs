using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveBoard.Api;

/// <summary>As what a report is sent.</summary>
internal enum ReportFormat
{
    Json = 0,
    Csv = 1,
}

internal static class ReportFormats
{
    public const string CsvType = "text/csv";

    /// <summary>What <c>format</c> says; without it the type that the request prefers, and JSON for any other.</summary>
    public static ProblemHttpResult? Read(string? format, HttpRequest request, out ReportFormat read)
    {
        read = Preferred(request);
        return string.IsNullOrEmpty(format) ? null : Query.Choice("format", format, ReportFormat.Json, out read);
    }

    private static ReportFormat Preferred(HttpRequest request)
    {
        var best = request.GetTypedHeaders().Accept.OrderByDescending(accepted => accepted.Quality ?? 1).FirstOrDefault()?.MediaType;
        return best is { } type && type.Equals(CsvType, StringComparison.OrdinalIgnoreCase) ? ReportFormat.Csv : ReportFormat.Json;
    }
}
