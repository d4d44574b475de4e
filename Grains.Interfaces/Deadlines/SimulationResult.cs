using System.Collections.Immutable;

namespace Grains.Interfaces.Deadlines;

/// <summary>An answer of the simulator: a due, or working time, or an error; the others are null.</summary>
/// <param name="ElapsedSeconds">Working time from start to end without pauses; 0 when they are reversed.</param>
/// <param name="Explanation">Null when none was asked for.</param>
[GenerateSerializer, Immutable, Alias("simulation-result")]
public sealed record SimulationResult(
    [property: Id(0)] DateTimeOffset? Due,
    [property: Id(1)] decimal? ElapsedSeconds,
    [property: Id(2)] ImmutableArray<ExplanationStep>? Explanation,
    [property: Id(3)] SimulationError? Error)
{
    public static SimulationResult Failed(string code, string message) => new(null, null, null, new SimulationError(code, message));
}

/// <param name="Code">Stable.</param>
/// <param name="Message">Names the field and the remedy.</param>
[GenerateSerializer, Immutable, Alias("simulation-error")]
public sealed record SimulationError([property: Id(0)] string Code, [property: Id(1)] string Message);
