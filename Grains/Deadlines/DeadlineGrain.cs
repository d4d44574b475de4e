using System.Collections.Immutable;
using Grains.Catalogue;
using Grains.Interfaces.Deadlines;
using Grains.Time;
using Orleans.Concurrency;

namespace Grains.Deadlines;

/// <summary>The simulator as a grain.</summary>
[StatelessWorker]
internal sealed class DeadlineGrain(ReferenceHolder reference) : Grain, IDeadlineGrain
{
    private readonly InlineCalendars _inline = new();

    public Task<ImmutableArray<SimulationResult>> SimulateAsync(ImmutableArray<SimulationItem> items, int maxSteps, CancellationToken cancellationToken)
    {
        if (items.Length > SimulationItem.MaxItems)
            throw new ArgumentException($"{items.Length} items; send at most {SimulationItem.MaxItems} at once.", nameof(items));
        var simulator = new Simulator(reference.Current, _inline);
        var results = ImmutableArray.CreateBuilder<SimulationResult>(items.Length);
        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = simulator.Answer(item, Math.Clamp(maxSteps, Explanation.MinSteps, Explanation.MaxSteps));
            maxSteps -= result.Explanation?.Length ?? 0;
            results.Add(result);
        }
        return Task.FromResult(results.MoveToImmutable());
    }
}
