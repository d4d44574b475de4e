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
    private static readonly SimulationResult _tooManyYears = SimulationResult.Failed(
        "too-many-calendars",
        $"\"calendar\": the calendars of these questions were asked about more than {InlineCalendars.MaxYears} years together: send the rest in another request, or put the calendars at /api/v1/reference/calendars and name them.");

    private readonly InlineCalendars _inline = new();

    public Task<ImmutableArray<SimulationResult>> SimulateAsync(ImmutableArray<SimulationItem> items, int maxSteps, CancellationToken cancellationToken)
    {
        if (items.Length > SimulationItem.MaxItems)
            throw new ArgumentException($"{items.Length} items; send at most {SimulationItem.MaxItems} at once.", nameof(items));
        var simulator = new Simulator(reference.Current, _inline);
        var mostYears = _inline.YearsLaidOut + InlineCalendars.MaxYears;
        var results = ImmutableArray.CreateBuilder<SimulationResult>(items.Length);
        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = item.Inline is not null && _inline.YearsLaidOut > mostYears
                ? _tooManyYears
                : simulator.Answer(item, Math.Clamp(maxSteps, Explanation.MinSteps, Explanation.MaxSteps));
            _inline.Trim();
            maxSteps -= result.Explanation?.Length ?? 0;
            results.Add(result);
        }
        return Task.FromResult(results.MoveToImmutable());
    }
}
