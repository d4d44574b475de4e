using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Reports;
using LiveBoard.Reports;
using Orleans;

namespace LiveBoard.Api;

/// <summary>Figures over a period. Each carries its rule set, numerator, denominator, period and cut-off.</summary>
internal static class ReportsApi
{
    public static void MapReports(this RouteGroupBuilder api)
    {
        Map<StandingReport>(api, "standing", StandingAsync,
            "How every dossier received in a period stands now, or as of an instant of the past, by the live boards' rules or a named rule set");
        Map<HandlingReport>(api, "06a", HandlingAsync,
            "Form II.06a/VPCP/KSTT of a period: received, resolved, in process; ruleSet is ii06a unless given");
        Map<IndexReport>(api, "766", IndexAsync,
            "QĐ 766/QĐ-TTg, indicators 2.1 and 2.2 of a period (the other groups are not figures of this service); ruleSet is qd766 unless given");
        Map<PromiseReport>(api, "promises", PromisesAsync,
            "Due dates that sources promised against those that calendar and procedure come to, by procedure, with the reasons of the differences");
    }

    private static void Map<T>(RouteGroupBuilder api, string name, Delegate handler, string summary) => api.MapGet("/reports/" + name, handler)
        .RequirePolicy(EndpointPolicy.Viewer)
        .WithSummary(summary + ". JSON, CSV or XLSX by format or Accept; from and to are dates or instants, and to is not in the period")
        .Produces<T>().Produces<string>(200, ReportFormats.CsvType).Produces<byte[]>(200, ReportFormats.XlsxType)
        .ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);

    private static Task<IResult> StandingAsync(
        [AsParameters] ReportParameters asked, HttpRequest http, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken) =>
        AnswerAsync(asked, http, grains, clock,
            request => ReportsOf(grains).GetStandingAsync(
                new StandingQuery(request.Agency, request.From, request.To, request.Past, request.RuleSet == "internal" ? null : request.RuleSet), cancellationToken),
            ReportTables.Of, StandingCsv.Write, cancellationToken);

    private static Task<IResult> HandlingAsync(
        [AsParameters] ReportParameters asked, HttpRequest http, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken) =>
        AnswerAsync(asked, http, grains, clock,
            request => ReportsOf(grains).GetHandlingAsync(request.ToQuery("ii06a"), cancellationToken), ReportTables.Of, null, cancellationToken);

    private static Task<IResult> IndexAsync(
        [AsParameters] ReportParameters asked, HttpRequest http, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken) =>
        AnswerAsync(asked, http, grains, clock,
            request => ReportsOf(grains).GetIndexAsync(request.ToQuery("qd766"), cancellationToken), ReportTables.Of, null, cancellationToken);

    private static Task<IResult> PromisesAsync(
        [AsParameters] ReportParameters asked, HttpRequest http, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken) =>
        AnswerAsync(asked with { RuleSet = null }, http, grains, clock,
            async request => (PromiseReport?)await ReportsOf(grains).GetPromisesAsync(
                new PromiseQuery(request.Agency, request.From, request.To, request.Past), cancellationToken),
            ReportTables.Of, null, cancellationToken);

    private static async Task<IResult> AnswerAsync<T>(
        ReportParameters asked, HttpRequest http, IGrainFactory grains, TimeProvider clock, Func<ReportRequest, Task<T?>> ask, Func<T, ReportTable> table,
        Func<T, byte[]>? csv, CancellationToken cancellationToken)
        where T : class
    {
        var (request, problem) = await ReportRequest.ReadAsync(asked, http, grains, clock, cancellationToken);
        if (request is null)
            return problem!;
        return await ask(request) is { } report
            ? ReportFormats.Send(report, request.Format, table, csv)
            : Problems.BadParameter("ruleSet", await RemedyAsync(request.RuleSet, grains, cancellationToken));
    }

    private static async Task<string> RemedyAsync(string? asked, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var known = await grains.GetGrain<ICatalogueGrain>(ICatalogueGrain.Key).GetRuleSetsAsync(cancellationToken);
        var ids = string.Join(", ", known.RuleSets.Select(set => set.Id));
        return asked is null || known.RuleSets.Any(set => set.Id == asked)
            ? $"no version of it is in force on the first day of the period; GET /api/v1/reference/rule-sets says from when to when. Ask for a version by its number, such as qd766@0, or for another of {ids}."
            : $"is not known. Use one of {ids}, or one with its version, such as qd766@0.";
    }

    private static IReportGrain ReportsOf(IGrainFactory grains) => grains.GetGrain<IReportGrain>("report");
}
