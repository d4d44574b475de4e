using Grains.Interfaces.Ingest;
using Grains.Interfaces.Reports;

namespace Grains.Storage;

/// <summary>The data-quality queue: what was refused, and dossiers that carry flags.</summary>
public interface IDataQualityStore
{
    /// <summary>Most refused events kept in full; beyond it the oldest make room, and stay counted.</summary>
    const int MaxKept = 200_000;

    /// <summary>Durable on return. The same event (source, id) refused again for the same code only counts up.</summary>
    Task KeepAsync(IReadOnlyList<RefusedEvent> refused, CancellationToken cancellationToken);

    /// <param name="limit">1 to 500.</param>
    Task<DataQualityPage> ReadAsync(int limit, string? cursor, CancellationToken cancellationToken);
}
