using Grains.Interfaces.Reports;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace LiveBoard.Api;

internal static class DataQualityApi
{
    public static void MapDataQuality(this RouteGroupBuilder api) => api.MapGet("/data-quality", GetAsync)
        .RequirePolicy(EndpointPolicy.Officer)
        .WithSummary("Events that were refused, newest first, and dossiers that carry flags")
        .ProducesProblem(400).ProducesProblem(503);

    private static async Task<Results<Ok<DataQualityPage>, ProblemHttpResult>> GetAsync(
        string? limit, string? cursor, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if ((Query.Limit(limit, 100, out var most) ?? Query.Cursor(ref cursor)) is { } problem)
            return problem;
        return TypedResults.Ok(await grains.GetGrain<IReportGrain>("report").GetDataQualityAsync(most, cursor, cancellationToken));
    }
}
