namespace Grains.Interfaces.Agencies;

/// <summary>The figures of one board. Counts are dossiers; every rate comes with its numerator and denominator.</summary>
[GenerateSerializer, Immutable, Alias("figures")]
public sealed record Figures
{
    public static Figures Zero { get; } = new();

    /// <summary>Received and not ended.</summary>
    [Id(0)] public int Open { get; init; }

    /// <summary>Open, running, not overdue, within the warning before due.</summary>
    [Id(1)] public int DueSoon { get; init; }

    /// <summary>Open and past due; paused after due stays overdue.</summary>
    [Id(2)] public int Overdue { get; init; }

    /// <summary>Open with the clock stopped, and not overdue.</summary>
    [Id(3)] public int Paused { get; init; }

    /// <summary>Open without a due date.</summary>
    [Id(4)] public int NoDue { get; init; }

    [Id(5)] public int ReceivedToday { get; init; }
    [Id(6)] public int EndedToday { get; init; }

    /// <summary>Of those ended today, how many ended late.</summary>
    [Id(7)] public int LateToday { get; init; }

    [Id(8)] public OverdueAge OverdueAge { get; init; } = OverdueAge.Zero;
    [Id(9)] public OnTimeRate OnTime { get; init; } = OnTimeRate.None;
    [Id(10)] public SatisfactionRate Satisfaction { get; init; } = SatisfactionRate.None;

    /// <summary>The due instant of the dossier that is most late; null when none is overdue.</summary>
    [Id(11)] public DateTimeOffset? OldestDue { get; init; }
}

/// <summary>Overdue dossiers by how long they are past due, in calendar days: up to 1, 3, 10, 30, and more.</summary>
[GenerateSerializer, Immutable, Alias("overdue-age")]
public sealed record OverdueAge(
    [property: Id(0)] int D1, [property: Id(1)] int D3, [property: Id(2)] int D10, [property: Id(3)] int D30, [property: Id(4)] int More)
{
    public static OverdueAge Zero { get; } = new(0, 0, 0, 0, 0);
}

/// <summary>Share of dossiers ended on time among those ended with a due date, in one period.</summary>
/// <param name="Rate">0 to 1; null when the denominator is 0, never 0.</param>
/// <param name="RuleSet">Name of the rule set that decides what "on time" means.</param>
/// <param name="Period">The calendar month, such as <c>2026-11</c>.</param>
[GenerateSerializer, Immutable, Alias("on-time-rate")]
public sealed record OnTimeRate(
    [property: Id(0)] double? Rate, [property: Id(1)] int Numerator, [property: Id(2)] int Denominator,
    [property: Id(3)] string RuleSet, [property: Id(4)] string Period)
{
    public static OnTimeRate None { get; } = new(null, 0, 0, "internal", "");

    public static OnTimeRate Of(int numerator, int denominator, string ruleSet, string period) =>
        new(denominator == 0 ? null : (double)numerator / denominator, numerator, denominator, ruleSet, period);
}

/// <summary>Share of ratings that are satisfied or better, on one scale, in one period.</summary>
/// <param name="Rate">0 to 1; null below the minimum number of ratings.</param>
/// <param name="Ratings">Number of ratings on this scale.</param>
/// <param name="Scale">3 or 5 levels; scales are never mixed.</param>
[GenerateSerializer, Immutable, Alias("satisfaction-rate")]
public sealed record SatisfactionRate(
    [property: Id(0)] double? Rate, [property: Id(1)] int Ratings, [property: Id(2)] int Scale, [property: Id(3)] string Period)
{
    public static SatisfactionRate None { get; } = new(null, 0, 3, "");
}
