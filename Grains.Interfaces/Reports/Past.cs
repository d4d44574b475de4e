namespace Grains.Interfaces.Reports;

/// <summary>An instant of the past that figures are asked for, and what of today's knowledge they may use.</summary>
/// <param name="AsOf">Events count that had happened by then (their own time, <c>at</c>), by the rules in force then.</param>
/// <param name="KnownAt">Only events that had come in here by then; null: all that have come in since.</param>
/// <param name="Source">Only what this source told, as if there were no other; null: all.</param>
[GenerateSerializer, Immutable, Alias("past")]
public sealed record Past(
    [property: Id(0)] DateTimeOffset AsOf, [property: Id(1)] DateTimeOffset? KnownAt = null, [property: Id(2)] string? Source = null);
