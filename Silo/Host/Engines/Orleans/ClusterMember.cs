using System.Threading.Channels;
using Grains.Catalogue;
using Orleans.Runtime;

namespace Silo.Host.Engines;

/// <summary>
/// What a silo does beside hosting grains: it follows the catalogue; and whenever it or another one joins or goes, it wakes the agencies
/// whose home it is by then, and brings them home when all is calm.
/// </summary>
internal sealed partial class ClusterMember(ReferenceFollower follower, AgencyHomes homes, ISiloStatusOracle silos, ILogger<ClusterMember> log)
    : BackgroundService, ISiloStatusListener
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);

    // Longer than from the first to the last silo of a start, and than a silo may take to hear of a change.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    // Whoever could not move, as its silo had not heard of this one or the storage was away, does with the next look.
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status is SiloStatus.Active or SiloStatus.Dead && !updatedSilo.Equals(silos.SiloAddress))
            _changes.Writer.TryWrite(true);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        silos.SubscribeToSiloStatusEvents(this);
        _changes.Writer.TryWrite(true);
        await Task.WhenAll(follower.RunAsync(TimeProvider.System, stoppingToken), CareAsync(stoppingToken));
    }

    private async Task CareAsync(CancellationToken stoppingToken)
    {
        var quiet = Calm;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await ChangesWithinAsync(quiet, stoppingToken))
                {
                    await homes.WakeAsync(stoppingToken);
                    quiet = Calm;
                }
                else
                {
                    await homes.BringHomeAsync(stoppingToken);
                    quiet = Look;
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotWoken(failure);
                await Task.Delay(Again, TimeProvider.System, stoppingToken);
                _changes.Writer.TryWrite(true);
            }
        }
    }

    private async Task<bool> ChangesWithinAsync(TimeSpan time, CancellationToken stoppingToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limit.CancelAfter(time);
        try
        {
            return await _changes.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            return false;
        }
    }

    [LoggerMessage(1101, LogLevel.Warning, "Not every agency could be woken and brought home; trying again")]
    private partial void LogNotWoken(Exception failure);
}
