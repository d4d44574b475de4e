using System.Collections.Immutable;
using Grains.Interfaces.Operations;
using LiveBoard.Board;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace LiveBoard.Engines;

/// <summary>The silos, by the table of membership and by what each says of itself.</summary>
public sealed class ClusterMembers(IGrainFactory grains, [FromKeyedServices(RealTime.Key)] TimeProvider real) : IMembers
{
    private const int Attempts = 3;

    // A hung silo answers nothing, and may be the one that was asked for the table: another key asks another.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    public async Task<ImmutableArray<Member>> ReadAsync(CancellationToken cancellationToken)
    {
        var since = real.GetUtcNow().UtcDateTime - Member.ToldAfterDeath;
        var entries = await TableAsync(cancellationToken);
        var told = entries.Where(entry => entry.Status != SiloStatus.Dead || entry.IAmAliveTime > since);
        var members = await Task.WhenAll(told.Select(entry => ReadAsync(entry, cancellationToken)));
        return [.. members.OrderBy(member => member.Status == "dead").ThenBy(member => member.Name, StringComparer.Ordinal)];
    }

    private async Task<MembershipEntry[]> TableAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await grains.GetGrain<IManagementGrain>(attempt).GetDetailedHosts().WaitAsync(Patience, real, cancellationToken);
            }
            catch (Exception) when (attempt < Attempts - 1 && !cancellationToken.IsCancellationRequested)
            {
                // Whatever it was: the last attempt tells it.
            }
        }
    }

    private async Task<Member> ReadAsync(MembershipEntry entry, CancellationToken cancellationToken)
    {
        var suspectedBy = entry.SuspectTimes?.Count ?? 0;
        var member = new Member(
            entry.SiloName, $"{entry.SiloAddress.Endpoint}", StatusOf(entry.Status), Utc(entry.StartTime), Utc(entry.IAmAliveTime), suspectedBy, null, [], null);
        if (entry.Status != SiloStatus.Active)
            return member;
        try
        {
            var management = grains.GetGrain<IManagementGrain>(0);
            SiloAddress[] here = [entry.SiloAddress];
            var (counts, state, told) = (management.GetSimpleGrainStatistics(here), management.GetRuntimeStatistics(here), TellAsync(entry.SiloAddress));
            await Task.WhenAll(counts, state, told).WaitAsync(Patience, real, cancellationToken);
            var figures = await told;
            return member with
            {
                Clients = (await state).Single().ClientCount,
                MessagesSent = (await state).Single().SentMessages,
                Activations = [.. Kinds(await counts)],
                Figures = figures.Silo == entry.SiloAddress.ToParsableString() ? figures.Figures : null,
            };
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return member; // told as one that does not answer
        }
    }

    private Task<SiloFigures> TellAsync(SiloAddress silo)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);
        try
        {
            return grains.GetGrain<ISiloGrain>("silo/" + silo.ToParsableString()).TellAsync();
        }
        finally
        {
            RequestContext.Remove(IPlacementDirector.PlacementHintKey);
        }
    }

    // Orleans tells a class by its full name and assembly; its own are of no interest to an operator.
    private static IEnumerable<KindCount> Kinds(IEnumerable<SimpleGrainStatistic> statistics) => statistics
        .Where(kind => !kind.GrainType.StartsWith("Orleans.", StringComparison.Ordinal) && kind.ActivationCount > 0)
        .GroupBy(kind => KindOf(kind.GrainType))
        .Select(same => new KindCount(same.Key, same.Sum(kind => kind.ActivationCount)))
        .OrderByDescending(kind => kind.Count);

    private static string KindOf(string grainType)
    {
        var name = grainType.Split(',')[0];
        name = name[(name.LastIndexOf('.') + 1)..].ToLowerInvariant();
        return name.Length > 5 && name.EndsWith("grain", StringComparison.Ordinal) ? name[..^5] : name;
    }

    private static string StatusOf(SiloStatus status) => status switch
    {
        SiloStatus.Active => "active",
        SiloStatus.Created or SiloStatus.Joining => "joining",
        SiloStatus.ShuttingDown or SiloStatus.Stopping => "leaving",
        _ => "dead",
    };

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
