using System.Collections.Immutable;
using Grains.Interfaces.Catalogue;

namespace Grains.Interfaces.Deadlines;

/// <summary>
/// One question to the simulator: when is it due (<see cref="Duration"/> or <see cref="CutOff"/>), or how much working time lies
/// between two instants (<see cref="End"/>).
/// </summary>
[GenerateSerializer, Immutable, Alias("simulation-item")]
public sealed record SimulationItem
{
    /// <summary>Most questions in one call.</summary>
    public const int MaxItems = 500;

    /// <summary>Id of a calendar in force; null when <see cref="Inline"/> is given.</summary>
    [Id(0)] public string? Calendar { get; init; }

    [Id(1)] public CalendarDocument? Inline { get; init; }

    [Id(2)] public required DateTimeOffset Start { get; init; }

    /// <summary>Negative values count backward.</summary>
    [Id(3)] public Allowance? Duration { get; init; }

    [Id(4)] public DateTimeOffset? End { get; init; }

    [Id(5)] public ImmutableArray<SimulatedPause> Pauses { get; init; } = [];

    [Id(6)] public ClockOptions Options { get; init; } = ClockOptions.Default;

    [Id(7)] public bool Explain { get; init; } = true;

    /// <summary>Makes it a same-day procedure, which this local time decides and not the duration.</summary>
    [Id(8)] public TimeOnly? CutOff { get; init; }
}

/// <summary>A pause; <see cref="To"/> is null while it lasts.</summary>
[GenerateSerializer, Immutable, Alias("simulated-pause")]
public sealed record SimulatedPause([property: Id(0)] DateTimeOffset From, [property: Id(1)] DateTimeOffset? To);
