using Grains.Interfaces.Operations;
using Grains.Interfaces.Reports;
using LiveBoard.Board;
using LiveBoard.Hosting;
using LiveBoard.Timings;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace LiveBoard.Api;

internal static class AboutApi
{
    public static void MapAbout(this RouteGroupBuilder api) => api.MapGet("/about", GetAsync)
        .RequirePolicy(EndpointPolicy.Viewer)
        .WithSummary("What runs here: engine, storage, version, clock, counts");

    private static async Task<Ok<About>> GetAsync(
        IGrainFactory grains, ServiceInfo service, TimeProvider clock, BoardFeeds feeds, LiveBoardInstruments instruments, OwnTimings timings,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(new About(
            service.Engine, service.Storage, service.Version, service.Build,
            new AboutClock(service.Clock.Kind, clock.GetUtcNow(), service.Clock.Speed),
            await CountsAsync(grains, cancellationToken), service.Simulated, service.Started, instruments.Totals,
            new AboutDisplays(feeds.Boards, feeds.Displays), timings.Tell()));

    private static async Task<StoreCounts?> CountsAsync(IGrainFactory grains, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<IReportGrain>("report").GetCountsAsync(cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null; // everything else is still worth knowing when storage is away
        }
    }
}

/// <param name="Counts">Null while storage cannot be read.</param>
/// <param name="Ingest">Since the start of this process.</param>
/// <param name="Timings">How late deadlines and boards are, as measured by this process.</param>
internal sealed record About(
    string Engine, string Storage, string Version, string Build, AboutClock Clock, StoreCounts? Counts, bool Simulated, DateTimeOffset Started,
    IngestTotals Ingest, AboutDisplays Displays, OwnTimingsTold Timings);

/// <param name="Kind"><c>real</c> or <c>replay</c>.</param>
/// <param name="Speed">Seconds of this clock in one real second.</param>
internal sealed record AboutClock(string Kind, DateTimeOffset Now, double Speed);

/// <summary>Boards watched and displays served by this process.</summary>
internal sealed record AboutDisplays(int Boards, int Watching);
