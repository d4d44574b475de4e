using Grains.Interfaces.Operations;
using Grains.Storage;

namespace Grains.Archiving;

internal sealed class ArchiveGrain(IArchive archive, TimeProvider clock) : Grain, IArchiveGrain
{
    // Boards count the month that runs, and start-up wakes the agencies of the last 32 days: twice a month is beyond both.
    private static readonly TimeSpan StaysFor = TimeSpan.FromDays(62);

    public async Task<ArchiveStep> ArchiveAsync(DateTimeOffset endedBefore, string? after, CancellationToken cancellationToken)
    {
        var latest = clock.GetUtcNow() - StaysFor;
        if (endedBefore > latest)
            return new ArchiveStep(0, null, latest);
        var (archived, last) = await archive.ArchiveAsync(endedBefore, after ?? "", cancellationToken);
        return new ArchiveStep(archived, last);
    }
}
