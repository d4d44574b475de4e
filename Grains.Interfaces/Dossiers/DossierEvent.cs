using System.Collections.Immutable;
using Grains.Interfaces.Catalogue;

namespace Grains.Interfaces.Dossiers;

/// <summary>
/// One fact about a dossier as a source system told it. The pair (<see cref="Source"/>, <see cref="Id"/>) identifies it for ever:
/// sending it again changes nothing. Which optional fields an event must carry depends on its <see cref="Type"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("dossier-event")]
public sealed record DossierEvent
{
    /// <summary>Unique within its source; 1 to 128 characters.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The system that sent it; 1 to 64 characters.</summary>
    [Id(1)] public required string Source { get; init; }

    [Id(2)] public required string Dossier { get; init; }

    [Id(3)] public required EventType Type { get; init; }

    /// <summary>When it happened, at the source; kept in UTC.</summary>
    [Id(4)] public required DateTimeOffset At { get; init; }

    [Id(5)] public string? Agency { get; init; }
    [Id(6)] public string? Procedure { get; init; }
    [Id(7)] public string? Channel { get; init; }

    /// <summary>Reception point (centre or counter) when it is not the competent agency itself.</summary>
    [Id(8)] public string? Point { get; init; }

    /// <summary>A due instant that the source decides; it wins over the procedure's own duration.</summary>
    [Id(9)] public DateTimeOffset? Due { get; init; }

    /// <summary>A duration that the source sets for this dossier in place of the procedure's.</summary>
    [Id(10)] public Allowance? Units { get; init; }

    [Id(11)] public string? Reason { get; init; }
    [Id(12)] public string? Document { get; init; }
    [Id(13)] public string? Ground { get; init; }
    [Id(14)] public string? Step { get; init; }
    [Id(15)] public string? Role { get; init; }
    [Id(16)] public string? Outcome { get; init; }

    /// <summary>A rating's value on <see cref="Scale"/>: 1 to 3 or 1 to 5, the highest is best.</summary>
    [Id(17)] public int? Value { get; init; }

    /// <summary>3 (very satisfied, satisfied, not satisfied) or 5 levels. Scales are never mixed in one figure.</summary>
    [Id(18)] public int? Scale { get; init; }

    [Id(19)] public ImmutableArray<string> Factors { get; init; } = [];
    [Id(20)] public string? Via { get; init; }
    [Id(21)] public string? Petition { get; init; }
}
