namespace Monitor.Crash.Chaos;

/// <summary>Makes faults, and undoes them when their time is over.</summary>
internal sealed class Hand(Cluster cluster)
{
    private static readonly TimeSpan DrainWithin = TimeSpan.FromSeconds(60);

    /// <summary>Members that did not hand over and end within a minute.</summary>
    public List<string> NotDrained { get; } = [];

    public async Task MakeAsync(Fault fault)
    {
        var target = cluster.Named(fault.Target);
        var time = TimeSpan.FromSeconds(fault.Seconds);
        switch (fault.Kind)
        {
            case FaultKind.Kill:
                await target.KillAsync();
                await Task.Delay(time, TimeProvider.System);
                target.Launch();
                break;
            case FaultKind.Freeze:
                await target.FreezeAsync();
                await Task.Delay(time, TimeProvider.System);
                await target.ThawAsync();
                break;
            case FaultKind.Restart:
                await RestartAsync(target, time);
                break;
            case FaultKind.Cut:
                await CutAsync(target, OthersOf(fault), time);
                break;
            default:
                target.ClockAhead = TimeSpan.FromSeconds(fault.Ahead);
                await RestartAsync(target, TimeSpan.Zero);
                await target.ReadyAsync();
                await Task.Delay(time, TimeProvider.System);
                target.ClockAhead = TimeSpan.Zero;
                await RestartAsync(target, TimeSpan.Zero);
                break;
        }
    }

    private async Task RestartAsync(Member target, TimeSpan after)
    {
        if (await target.StopAsync(DrainWithin) is null)
            NotDrained.Add(target.Name);
        await Task.Delay(after, TimeProvider.System);
        target.Launch();
    }

    private async Task CutAsync(Member target, List<Member> others, TimeSpan time)
    {
        foreach (var other in others)
            await cluster.Network.CutAsync(target.Place, other.Place);
        await Task.Delay(time, TimeProvider.System);
        foreach (var other in others)
            await cluster.Network.HealAsync(target.Place, other.Place);
    }

    private List<Member> OthersOf(Fault cut) => [.. cluster.Members.Where(member => member.Name != cut.Target && (cut.Other == Fault.All || member.Name == cut.Other))];
}
