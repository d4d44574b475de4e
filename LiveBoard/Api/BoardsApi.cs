using Grains.Interfaces.Agencies;
using Grains.Interfaces.Reports;
using LiveBoard.Board;
using LiveBoard.Wire;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace LiveBoard.Api;

internal static class BoardsApi
{
    public static void MapBoards(this RouteGroupBuilder api) => api.MapGet("/boards/{agency}", GetAsync)
        .RequirePolicy(EndpointPolicy.Viewer)
        .WithSummary("One agency's board, its branch included: now, or counted from stored events as of an instant of the past")
        .ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);

    private static async Task<Results<Ok<SnapshotFrame>, ProblemHttpResult>> GetAsync(
        string agency, string? asOf, string? knownAt, IGrainFactory grains, FrameStamp stamp, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (Query.Past(asOf, knownAt, null, clock, out var past) is { } problem)
            return problem;
        if (!AgencyCode.TryParse(Query.Code(agency), out var code))
            return Problems.UnknownAgency;
        var asked = past is null
            ? grains.GetGrain<IAgencyGrain>(code.GrainKey).GetBoardAsync(cancellationToken)
            : grains.GetGrain<IReportGrain>("report").GetPastBoardAsync(code.Value, past, cancellationToken);
        return await asked is { } board
            ? TypedResults.Ok(past is null ? stamp.Live(board) : stamp.Snapshot(board))
            : Problems.UnknownAgency;
    }
}
