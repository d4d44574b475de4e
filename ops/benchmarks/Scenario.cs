namespace Monitor.Bench;

/// <summary>Something whose speed is measured beside a plain reference, on the same input and in the same run.</summary>
internal interface IScenario
{
    string Name { get; }

    /// <summary>One line for the list.</summary>
    string About { get; }

    /// <exception cref="UnequalException">Ours and the reference do not agree, so that neither number means anything.</exception>
    Task<IReadOnlyList<Measure>> RunAsync(Run run, CancellationToken cancellationToken);
}

internal sealed class UnequalException(string message) : Exception(message);
