using System.Threading.Channels;
using Grains.Catalogue;
using Grains.Interfaces.Agencies;
using Orleans.Runtime;
using Silo.Host.Hosting;

namespace Silo.Host.Engines;

/// <summary>
/// What a silo does beside hosting grains: it follows the catalogue, and wakes all agencies when it has joined and whenever a silo has
/// gone, so that no deadline waits for somebody to look.
/// </summary>
internal sealed partial class ClusterMember(
    ReferenceFollower follower, ReferenceHolder reference, StartupWake wake, ISiloStatusOracle silos, IGrainFactory grains, ILogger<ClusterMember> log)
    : BackgroundService, ISiloStatusListener
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);
    private readonly Channel<bool> _gone = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status is SiloStatus.Dead && !updatedSilo.Equals(silos.SiloAddress))
            _gone.Writer.TryWrite(true);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        silos.SubscribeToSiloStatusEvents(this);
        _gone.Writer.TryWrite(true);
        await Task.WhenAll(follower.RunAsync(TimeProvider.System, stoppingToken), WakeAsync(stoppingToken));
    }

    private async Task WakeAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in _gone.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await wake.RunAsync(stoppingToken);
                await Task.WhenAll(reference.Current.Agencies.Ids.Select(KeepAwakeAsync));
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotWoken(failure);
                await Task.Delay(Again, TimeProvider.System, stoppingToken);
                _gone.Writer.TryWrite(true);
            }
        }
    }

    private Task KeepAwakeAsync(string agency) => AgencyCode.TryParse(agency, out var code)
        ? grains.GetGrain<IWakeUpGrain>(code.GrainKey).SetAsync()
        : Task.CompletedTask;

    [LoggerMessage(1101, LogLevel.Warning, "Not every agency could be woken; trying again")]
    private partial void LogNotWoken(Exception failure);
}
