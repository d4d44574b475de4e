using Grains.Interfaces.Operations;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace LiveBoard.Api;

/// <summary>Retention: dossiers that ended long ago leave the tables that work goes on in, and are still found by everybody who asks.</summary>
internal static class ArchiveApi
{
    public static void MapArchive(this RouteGroupBuilder api) => api.MapPost("/archive", PostAsync)
        .RequirePolicy(EndpointPolicy.Operator)
        .WithSummary("Archives some of the dossiers that ended before an instant; next says where to go on, and is null at the end")
        .ProducesProblem(400).ProducesProblem(415).ProducesProblem(503);

    private static async Task<Results<Ok<ArchiveAnswer>, ProblemHttpResult>> PostAsync(ArchiveBody body, HttpContext http, IGrainFactory grains)
    {
        if (body.EndedBefore is not { } before)
            return Problems.BadCommand("endedBefore", "bắt buộc: một thời điểm / is required: an instant, such as 2024-11-22T00:00:00+07:00.");
        var step = await grains.GetGrain<IArchiveGrain>(IArchiveGrain.Key).ArchiveAsync(before, body.After, http.RequestAborted);
        return step.Latest is { } latest
            ? Problems.BadCommand("endedBefore", $"muộn nhất là {latest:yyyy-MM-ddTHH:mm:ssZ} / at the latest this instant: live figures need what ended after it.")
            : TypedResults.Ok(new ArchiveAnswer(step.Archived, step.Next));
    }
}

/// <param name="After">The next of the answer before; null to begin.</param>
internal sealed record ArchiveBody(DateTimeOffset? EndedBefore = null, string? After = null);

internal sealed record ArchiveAnswer(int Archived, string? Next);
