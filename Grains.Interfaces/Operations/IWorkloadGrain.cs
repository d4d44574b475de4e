using System.Collections.Immutable;

namespace Grains.Interfaces.Operations;

/// <summary>How much there is in hand and what has been left undone, for whoever runs the service. Stateless; key: any, such as <see cref="Key"/>.</summary>
[Alias("workload")]
public interface IWorkloadGrain : IGrainWithStringKey
{
    const string Key = "workload/all";

    /// <summary>Read from committed rows.</summary>
    [Alias("get")]
    Task<Workload> GetAsync(CancellationToken cancellationToken);
}

/// <param name="Busiest">Agencies whose dossiers changed most often in the last minute, then those with most open ones; at most <see cref="MaxBusiest"/>.</param>
/// <param name="LateRungs">
/// Self-audit: open dossiers past due whose next rung was to be climbed more than a minute ago and has neither an alert nor been spent. 0 when all is well.
/// </param>
/// <param name="DatabaseBytes">Size of the database.</param>
/// <param name="FreeBytes">Room left where the database is; null when it is on a server of its own.</param>
[GenerateSerializer, Immutable, Alias("workload-now")]
public sealed record Workload(
    [property: Id(0)] ImmutableArray<BusyAgency> Busiest, [property: Id(1)] long LateRungs, [property: Id(2)] long DatabaseBytes,
    [property: Id(3)] long? FreeBytes)
{
    public const int MaxBusiest = 10;
}

/// <param name="Open">Dossiers that it is competent for and that have not ended.</param>
/// <param name="ChangedLastMinute">Its dossiers that something happened to in the last minute.</param>
[GenerateSerializer, Immutable, Alias("busy-agency")]
public sealed record BusyAgency([property: Id(0)] string Agency, [property: Id(1)] long Open, [property: Id(2)] long ChangedLastMinute);
