using System.Collections.Immutable;
using Grains.Interfaces.Operations;
using Orleans.Hosting;

namespace Silo.Host.Engines;

/// <summary>The one process that there is.</summary>
internal sealed class OneMember(IActivationCounts activations, ISelfReport self) : IMembers
{
    public Task<ImmutableArray<Member>> ReadAsync(CancellationToken cancellationToken)
    {
        var kinds = activations.Count().Where(kind => kind.Value > 0).OrderByDescending(kind => kind.Value).Select(kind => new KindCount(kind.Key, kind.Value));
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return Task.FromResult(ImmutableArray.Create(new Member(
            Environment.MachineName, "in-process", "active", new DateTimeOffset(process.StartTime), null, 0, [.. kinds], self.Tell())));
    }
}
