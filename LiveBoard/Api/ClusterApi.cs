using LiveBoard.Operations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveBoard.Api;

internal static class ClusterApi
{
    public static void MapCluster(this RouteGroupBuilder api) => api.MapGet("/cluster", GetAsync)
        .RequirePolicy(EndpointPolicy.Operator)
        .WithSummary("What an operator looks at first: who hosts grains and how they do, what is in hand, and why somebody should look");

    private static async Task<Ok<ClusterReport>> GetAsync(ClusterReader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reader.ReadAsync(cancellationToken));
}
