using Grains.Interfaces.Operations;

namespace Grains.Storage;

/// <summary>What whoever runs the service asks now and then: some tenths of a second of reading with a million open dossiers.</summary>
public interface IWorkloadQueries
{
    /// <param name="agencies">Which there are.</param>
    /// <exception cref="StoreUnavailableException">The storage cannot be read.</exception>
    Task<Workload> ReadAsync(IEnumerable<string> agencies, DateTimeOffset now, CancellationToken cancellationToken);
}
