using Grains.Interfaces.Agencies;
using LiveBoard.Board;
using LiveBoard.Wire;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace LiveBoard.Api;

internal static class BoardsApi
{
    public static void MapBoards(this RouteGroupBuilder api) => api.MapGet("/boards/{agency}", GetAsync)
        .RequirePolicy(EndpointPolicy.Viewer)
        .WithSummary("One agency's board now, its branch included")
        .ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);

    private static async Task<Results<Ok<SnapshotFrame>, ProblemHttpResult>> GetAsync(
        string agency, string? asOf, IGrainFactory grains, FrameStamp stamp, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(asOf))
            return Problems.AsOfNotSupported;
        if (!AgencyCode.TryParse(Query.Code(agency), out var code))
            return Problems.UnknownAgency;
        return await grains.GetGrain<IAgencyGrain>(code.GrainKey).GetBoardAsync(cancellationToken) is { } board
            ? TypedResults.Ok(stamp.Snapshot(board))
            : Problems.UnknownAgency;
    }
}
