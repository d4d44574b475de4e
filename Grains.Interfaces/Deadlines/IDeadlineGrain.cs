using System.Collections.Immutable;

namespace Grains.Interfaces.Deadlines;

/// <summary>Counts deadlines of nobody's dossier. Stateless; key: any.</summary>
[Alias("deadlines")]
public interface IDeadlineGrain : IGrainWithStringKey
{
    /// <summary>
    /// Answers each question in its place; one that cannot be answered says why and does not stop the others. Changes nothing.
    /// </summary>
    /// <param name="items">At most <see cref="SimulationItem.MaxItems"/>.</param>
    /// <param name="maxSteps">
    /// Steps of explanation for all of them together. Once they are used up, further explanations hold only a start, a sum and a due.
    /// </param>
    [Alias("simulate")]
    Task<ImmutableArray<SimulationResult>> SimulateAsync(ImmutableArray<SimulationItem> items, int maxSteps, CancellationToken cancellationToken);
}
