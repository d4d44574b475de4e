using System.Collections.Immutable;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Operations;
using Grains.Interfaces.Reports;
using LiveBoard.Api;
using LiveBoard.Board;
using LiveBoard.Hosting;
using LiveBoard.Timings;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace LiveBoard.Operations;

/// <summary>Asks everybody at once, and waits for nobody longer than five seconds: it is asked when something is wrong.</summary>
internal sealed class ClusterReader(
    IGrainFactory grains, IMembers members, ServiceInfo service, TimeProvider clock, [FromKeyedServices(RealTime.Key)] TimeProvider real,
    BoardFeeds feeds, LiveBoardInstruments instruments, OwnTimings timings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly string[] OneWay = [""]; // Members are asked in several ways as it is.
    private static readonly string[] TwoWays = ["", "/2"];
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);

    public async Task<ClusterReport> ReadAsync(CancellationToken cancellationToken)
    {
        var who = TryAsync(OneWay, async _ => (ImmutableArray<Member>?)await members.ReadAsync(cancellationToken), cancellationToken);
        var counts = TryAsync(TwoWays, async way => (StoreCounts?)await grains.GetGrain<IReportGrain>($"report{way}").GetCountsAsync(cancellationToken), cancellationToken);
        var next = TryAsync(TwoWays, _ => NextMinuteAsync(cancellationToken), cancellationToken);
        var workload = TryAsync(TwoWays, async way => (Workload?)await grains.GetGrain<IWorkloadGrain>($"{IWorkloadGrain.Key}{way}").GetAsync(cancellationToken), cancellationToken);
        await Task.WhenAll(who, counts, next, workload);
        var told = timings.Tell();
        var board = new BoardToday(
            Connected(await who), feeds.Boards, feeds.Displays, told.BoardPublished.Recent, told.DisplaySent.Recent, instruments.Totals);
        var report = new ClusterReport(
            clock.GetUtcNow(), service.Engine, service.Storage, service.Version, new AboutClock(service.Clock.Kind, clock.GetUtcNow(), service.Clock.Speed),
            service.Simulated, [], await who, board, await counts, await next, await workload);
        return report with { Concerns = [.. ClusterReview.Of(report)] };
    }

    // Every dossier is counted in the tree of its competent agency; a tree of points counts those once more, by where they came in.
    private async Task<NextMinute?> NextMinuteAsync(CancellationToken cancellationToken)
    {
        var agencies = (await grains.GetGrain<ICatalogueGrain>(ICatalogueGrain.Key).GetAgenciesAsync(cancellationToken)).Agencies;
        var points = agencies.Where(agency => agency.Kind == AgencyKinds.Point).Select(agency => agency.Code).ToHashSet(StringComparer.Ordinal);
        var roots = agencies.Where(agency => (agency.Parent is null || points.Contains(agency.Parent)) && !points.Contains(agency.Code)).Select(agency => agency.Code);
        var until = clock.GetUtcNow() + Ahead;
        var boards = await Task.WhenAll(roots.Select(root => BoardAsync(root, cancellationToken)));
        var (dueSoon, overdue, atLeast) = (0L, 0L, false);
        foreach (var upcoming in boards.OfType<BoardFrame>().Select(board => board.Upcoming))
        {
            dueSoon += upcoming.Where(turn => turn.At <= until).Sum(turn => turn.DueSoon);
            overdue += upcoming.Where(turn => turn.At <= until).Sum(turn => turn.Overdue);
            atLeast |= upcoming.Length == BoardFrame.MaxUpcoming && upcoming[^1].At <= until;
        }

        var silent = boards.OfType<BoardFrame>().SelectMany(board => board.Sources).Where(source => source.State == "silent").Select(source => source.Source);
        return new NextMinute(dueSoon, overdue, atLeast, [.. silent.Distinct().Order(StringComparer.Ordinal)]);
    }

    private Task<BoardFrame?> BoardAsync(string agency, CancellationToken cancellationToken) => AgencyCode.TryParse(agency, out var code)
        ? grains.GetGrain<IAgencyGrain>(code.GrainKey).GetBoardAsync(cancellationToken)
        : Task.FromResult<BoardFrame?>(null);

    private static long? Connected(ImmutableArray<Member>? members) => members?.Max(member => member.Figures?.Boards);

    /// <param name="ask">What it asks may go by a hung silo; by another key it goes another way.</param>
    private async Task<T?> TryAsync<T>(string[] ways, Func<string, Task<T?>> ask, CancellationToken cancellationToken)
    {
        foreach (var way in ways)
        {
            try
            {
                return await ask(way).WaitAsync(Patience / ways.Length, real, cancellationToken);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // asked another way, or told as not known
            }
        }

        return default;
    }
}
