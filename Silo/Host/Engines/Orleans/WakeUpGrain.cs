using Grains.Interfaces.Agencies;
using Orleans.Runtime;

namespace Silo.Host.Engines;

/// <summary>
/// Wakes one agency every minute, by a reminder that outlives every process: the last resort, since the silo that is its home wakes it
/// whenever one joins or goes. Key: that of the agency.
/// </summary>
[Alias("wake-up")]
internal interface IWakeUpGrain : IGrainWithStringKey
{
    /// <summary>Sets the reminder; asked again it changes nothing.</summary>
    [Alias("set")]
    Task SetAsync();
}

internal sealed class WakeUpGrain : Grain, IWakeUpGrain, IRemindable
{
    private const string Name = "wake";

    // The shortest that Orleans takes.
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async Task SetAsync()
    {
        if (await this.GetReminder(Name) is null)
            await this.RegisterOrUpdateReminder(Name, Every, Every);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) =>
        GrainFactory.GetGrain<IAgencyGrain>(this.GetPrimaryKeyString()).WakeAsync(CancellationToken.None);
}
