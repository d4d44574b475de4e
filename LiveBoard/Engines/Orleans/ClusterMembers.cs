using System.Collections.Immutable;
using Grains.Interfaces.Operations;
using LiveBoard.Board;
using LiveBoard.Operations;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace LiveBoard.Engines;

/// <summary>The silos, by the table of membership and by what each says of itself.</summary>
public sealed class ClusterMembers(
    IGrainFactory grains, ServiceInfo service, TimeProvider clock, [FromKeyedServices(RealTime.Key)] TimeProvider real) : IMembers
{
    // What is asked goes by one silo or another, by its key, and a hung one answers nothing: the first answer counts.
    private const int Ways = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private volatile MembershipEntry[] _lastTable = [];

    public async Task<ImmutableArray<Member>> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            _lastTable = await TableAsync(cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested && _lastTable.Length > 0)
        {
            // The table is in the database. While that is away the silos may be well: those of whom it told last are asked all the same.
            var members = await AskAsync(_lastTable, cancellationToken);
            if (members.Any(member => member.Figures is not null))
                return members;
            throw;
        }

        return await AskAsync(_lastTable, cancellationToken);
    }

    private async Task<ImmutableArray<Member>> AskAsync(MembershipEntry[] entries, CancellationToken cancellationToken)
    {
        var since = real.GetUtcNow().UtcDateTime - Member.ToldAfterDeath;
        var told = entries.Where(entry => entry.Status != SiloStatus.Dead || entry.IAmAliveTime > since);
        var members = await Task.WhenAll(told.Select(entry => ReadAsync(entry, cancellationToken)));
        return [.. members.OrderBy(member => member.Status == "dead").ThenBy(member => member.Name, StringComparer.Ordinal)];
    }

    private Task<MembershipEntry[]> TableAsync(CancellationToken cancellationToken) =>
        FirstAsync(way => grains.GetGrain<IManagementGrain>(way).GetDetailedHosts(), cancellationToken);

    private async Task<Member> ReadAsync(MembershipEntry entry, CancellationToken cancellationToken)
    {
        var suspectedBy = entry.SuspectTimes?.Count ?? 0;
        var member = new Member(entry.SiloName, $"{entry.SiloAddress.Endpoint}", StatusOf(entry.Status), Utc(entry.StartTime), Utc(entry.IAmAliveTime), suspectedBy, [], null);
        if (entry.Status != SiloStatus.Active)
            return member;
        try
        {
            var asked = clock.GetUtcNow();
            var told = await FirstAsync(way => TellAsync(entry.SiloAddress, way), cancellationToken);
            if (told.Silo != entry.SiloAddress.ToParsableString())
                return member;
            return member with
            {
                Activations = [.. Kinds(told.Activations)],
                Figures = told.Figures,
                ClockAheadSeconds = told.Now is { } now ? ClockAhead.AtLeast(asked, now, clock.GetUtcNow()).TotalSeconds / service.Clock.Speed : null,
            };
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return member; // told as one that does not answer
        }
    }

    private Task<SiloFigures> TellAsync(SiloAddress silo, int way)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);
        try
        {
            return grains.GetGrain<ISiloGrain>($"silo/{silo.ToParsableString()}/{way}").TellAsync();
        }
        finally
        {
            RequestContext.Remove(IPlacementDirector.PlacementHintKey);
        }
    }

    private async Task<T> FirstAsync<T>(Func<int, Task<T>> ask, CancellationToken cancellationToken)
    {
        var asked = Enumerable.Range(0, Ways).Select(way => ask(way).WaitAsync(Patience, real, cancellationToken)).ToList();
        while (true)
        {
            var answer = await Task.WhenAny(asked);
            asked.Remove(answer);
            if (answer.IsCompletedSuccessfully || asked.Count == 0)
                return await answer;
        }
    }

    // Orleans tells a class by its full name and assembly; its own are of no interest to an operator.
    private static IEnumerable<KindCount> Kinds(ImmutableDictionary<string, int> classes) => classes
        .Where(kind => !kind.Key.StartsWith("Orleans.", StringComparison.Ordinal) && kind.Value > 0)
        .GroupBy(kind => KindOf(kind.Key))
        .Select(same => new KindCount(same.Key, same.Sum(kind => kind.Value)))
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
