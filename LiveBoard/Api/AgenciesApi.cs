using Grains.Interfaces.Agencies;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Reports;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace LiveBoard.Api;

/// <summary>The tree of agencies, and what each has in hand.</summary>
internal static class AgenciesApi
{
    public static void MapAgencies(this RouteGroupBuilder api)
    {
        api.MapGet("/agencies", ListAsync).RequirePolicy(EndpointPolicy.Viewer)
            .WithSummary("All agencies; \"parent\" makes the tree").ProducesProblem(503);
        api.MapGet("/agencies/{code}", GetAsync).RequirePolicy(EndpointPolicy.Viewer)
            .WithSummary("One agency").ProducesProblem(404).ProducesProblem(503);
        api.MapGet("/agencies/{code}/dossiers", DossiersAsync).RequirePolicy(EndpointPolicy.Officer)
            .WithSummary("Dossiers of an agency and its branch, most late first; state=open|dueSoon|overdue|paused|ended")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);
    }

    private static async Task<Ok<AgenciesDocument>> ListAsync(IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(await AllAsync(grains, cancellationToken));

    private static async Task<Results<Ok<AgencyDocument>, ProblemHttpResult>> GetAsync(
        string code, IGrainFactory grains, CancellationToken cancellationToken) =>
        await FindAsync(grains, Query.Code(code), cancellationToken) is { } agency ? TypedResults.Ok(agency) : Problems.UnknownAgency;

    private static async Task<Results<Ok<DossierPage>, ProblemHttpResult>> DossiersAsync(
        string code, string? state, string? limit, string? cursor, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var most = 0;
        if ((Query.Choice("state", state, DossierFilter.Open, out var filter) ?? Query.Limit(limit, 50, out most) ?? Query.Cursor(ref cursor)) is { } problem)
            return problem;
        if (!AgencyCode.TryParse(Query.Code(code), out var agency) || await FindAsync(grains, agency.Value, cancellationToken) is null)
            return Problems.UnknownAgency;
        var query = new DossierQuery(agency.Value, filter, most, cursor);
        return TypedResults.Ok(await grains.GetGrain<IReportGrain>("report").ListDossiersAsync(query, cancellationToken));
    }

    public static async Task<AgencyDocument?> FindAsync(IGrainFactory grains, string code, CancellationToken cancellationToken) =>
        (await AllAsync(grains, cancellationToken)).Agencies.FirstOrDefault(agency => agency.Code == code);

    private static Task<AgenciesDocument> AllAsync(IGrainFactory grains, CancellationToken cancellationToken) =>
        grains.GetGrain<ICatalogueGrain>(ICatalogueGrain.Key).GetAgenciesAsync(cancellationToken);
}
