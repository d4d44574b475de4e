namespace Grains.Interfaces.Operations;

/// <summary>Real seconds. Percentiles are right to within five per cent, the largest is exact; null when nothing was counted.</summary>
[GenerateSerializer, Immutable, Alias("percentiles")]
public sealed record Percentiles(
    [property: Id(0)] long Count, [property: Id(1)] double? P50Seconds, [property: Id(2)] double? P99Seconds, [property: Id(3)] double? MaxSeconds)
{
    public static Percentiles None { get; } = new(0, null, null, null);
}
