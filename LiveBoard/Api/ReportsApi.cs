using Grains.Interfaces.Reports;
using Orleans;

namespace LiveBoard.Api;

internal static class ReportsApi
{
    public static void MapReports(this RouteGroupBuilder api) => api.MapGet("/reports/standing", StandingAsync)
        .RequirePolicy(EndpointPolicy.Viewer)
        .WithSummary("How every dossier received in a period stands now, or as of an instant of the past; JSON or CSV by format or Accept")
        .Produces<StandingReport>().Produces<string>(200, ReportFormats.CsvType)
        .ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);

    private static async Task<IResult> StandingAsync(
        [AsParameters] ReportParameters asked, HttpRequest http, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (asked.RuleSet is not (null or "" or "internal"))
            return Problems.BadParameter("ruleSet", "only internal is known.");
        var (request, problem) = await ReportRequest.ReadAsync(asked, http, grains, clock, cancellationToken);
        if (request is null)
            return problem!;
        var query = new StandingQuery(request.Agency, request.From, request.To, request.Past);
        var report = await grains.GetGrain<IReportGrain>("report").GetStandingAsync(query, cancellationToken);
        return request.Format == ReportFormat.Csv
            ? TypedResults.Bytes(StandingCsv.Write(report), ReportFormats.CsvType + "; charset=utf-8", "standing.csv")
            : TypedResults.Ok(report);
    }
}
