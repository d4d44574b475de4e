using Grains.Interfaces.Agencies;
using Grains.Interfaces.Reports;
using Orleans;

namespace LiveBoard.Api;

internal static class ReportsApi
{
    private const string Csv = "text/csv";

    public static void MapReports(this RouteGroupBuilder api) => api.MapGet("/reports/standing", StandingAsync)
        .RequirePolicy(EndpointPolicy.Viewer)
        .WithSummary("How every dossier received in a period stands now; JSON, or CSV by Accept: text/csv or format=csv")
        .Produces<StandingReport>().Produces<string>(200, Csv)
        .ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);

    private static async Task<IResult> StandingAsync(
        HttpRequest request, string? agency, string? from, string? to, string? asOf, string? ruleSet, string? format, IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(asOf))
            return Problems.AsOfNotSupported;
        if (ruleSet is not (null or "" or "internal"))
            return Problems.BadParameter("ruleSet", "only internal is known.");
        if (format is not (null or "" or "json" or "csv"))
            return Problems.BadParameter("format", "json or csv.");
        DateTimeOffset? end = null;
        if ((Query.Instant("from", from, out var start) ?? Query.Instant("to", to, out end)) is { } problem)
            return problem;
        if (start >= end)
            return Problems.BadParameter("to", "must come after \"from\".");
        agency = string.IsNullOrEmpty(agency) ? null : agency;
        if (agency is not null && (!AgencyCode.TryParse(agency, out _) || await AgenciesApi.FindAsync(grains, agency, cancellationToken) is null))
            return Problems.UnknownAgency;
        var report = await grains.GetGrain<IReportGrain>("report").GetStandingAsync(new StandingQuery(agency, start, end), cancellationToken);
        return format == "csv" || (string.IsNullOrEmpty(format) && Prefers(request, Csv))
            ? TypedResults.Bytes(StandingCsv.Write(report), Csv + "; charset=utf-8", "standing.csv")
            : TypedResults.Ok(report);
    }

    private static bool Prefers(HttpRequest request, string type)
    {
        var best = request.GetTypedHeaders().Accept.OrderByDescending(accepted => accepted.Quality ?? 1).FirstOrDefault();
        return best is not null && best.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase);
    }
}
