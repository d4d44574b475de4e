namespace Monitor.Bench;

/// <summary>Something whose speed is measured beside a plain reference, on the same input and in the same run.</summary>
internal interface IScenario
{
    string Name { get; }

    /// <summary>One line for the list.</summary>
    string About { get; }

    /// <exception cref="UnequalException">Ours and the reference do not agree, so that neither number means anything.</exception>
    Task<IReadOnlyList<Measure>> RunAsync(CancellationToken cancellationToken);
}

/// <summary>One figure and its reference.</summary>
/// <param name="Unit">What the numbers count, such as <c>ns/op</c>. Times are better when small, rates (<c>/s</c>) when large.</param>
/// <param name="Target">The ratio to reach: how many times better than the reference.</param>
internal sealed record Measure(string Name, string Unit, double Ours, double Reference, double Target)
{
    public double Ratio => Unit.EndsWith("/s", StringComparison.Ordinal) ? Ours / Reference : Reference / Ours;

    public bool Met => Ratio >= Target;
}

internal sealed class UnequalException(string message) : Exception(message);
