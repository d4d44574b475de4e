namespace Grains.Interfaces.Reports;

/// <summary>A rate with everything that it means: no rate is shown without.</summary>
/// <param name="Rate">0 to 1; null when the denominator is 0, never 0.</param>
/// <param name="Percent">The same in per cent, rounded as the rule set says.</param>
/// <param name="RuleSet">Id and version, such as <c>qd766@0</c>; 0 is the version that comes with the program.</param>
/// <param name="From">Start of the period, included; null: from the first dossier on.</param>
/// <param name="To">End of the period, not included; null: up to <paramref name="AsOf"/>.</param>
/// <param name="AsOf">The cut-off: what happened later does not count.</param>
/// <param name="Source">The only source that was heard; null: all.</param>
[GenerateSerializer, Immutable, Alias("rate-figure")]
public sealed record RateFigure(
    [property: Id(0)] double? Rate,
    [property: Id(1)] decimal? Percent,
    [property: Id(2)] int Numerator,
    [property: Id(3)] int Denominator,
    [property: Id(4)] string RuleSet,
    [property: Id(5)] DateTimeOffset? From,
    [property: Id(6)] DateTimeOffset? To,
    [property: Id(7)] DateTimeOffset AsOf,
    [property: Id(8)] string? Source);
