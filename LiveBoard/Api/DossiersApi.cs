using Grains.Interfaces.Dossiers;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace LiveBoard.Api;

internal static class DossiersApi
{
    public static void MapDossiers(this RouteGroupBuilder api) => api.MapGet("/dossiers/{code}", GetAsync)
        .RequirePolicy(EndpointPolicy.Officer)
        .WithSummary("Everything known of one dossier: state, clocks, steps, events, alerts; a slash in the code is written %2F")
        .ProducesProblem(404).ProducesProblem(503);

    private static async Task<Results<Ok<DossierDetail>, ProblemHttpResult>> GetAsync(
        string code, IGrainFactory grains, CancellationToken cancellationToken) =>
        DossierCode.TryParse(Query.Code(code), out var dossier)
        && await grains.GetGrain<IDossierGrain>(dossier.GrainKey).GetAsync(cancellationToken) is { } detail
            ? TypedResults.Ok(detail)
            : Problems.UnknownDossier;
}
