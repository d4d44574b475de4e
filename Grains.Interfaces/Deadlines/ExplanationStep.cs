using Grains.Interfaces.Catalogue;

namespace Grains.Interfaces.Deadlines;

/// <summary>
/// One step of how a deadline came about. Steps stand in the order in which they were taken: a start, what was counted and what was
/// passed over, pauses, rounding, and the due as the last one. <see cref="Kind"/> says which fields are there; the others are null.
/// Instants are UTC; dates are local to the calendar's zone.
/// </summary>
[GenerateSerializer, Immutable, Alias("explanation-step")]
public sealed record ExplanationStep
{
    [Id(0)] public required ExplanationKind Kind { get; init; }

    /// <summary>Why, where a kind has several ways.</summary>
    [Id(1)] public ExplanationReason? Reason { get; init; }

    /// <summary>The instant that the step is about or leads to.</summary>
    [Id(2)] public DateTimeOffset? At { get; init; }

    [Id(3)] public DateTimeOffset? From { get; init; }

    [Id(4)] public DateTimeOffset? To { get; init; }

    [Id(5)] public DateOnly? Date { get; init; }

    /// <summary>Working time in seconds, to the tick (0.0000001); never negative, also when counting backward.</summary>
    [Id(6)] public decimal? Seconds { get; init; }

    /// <summary>How many days, or which one of the days counted; negative when counting backward.</summary>
    [Id(7)] public int? Days { get; init; }

    /// <summary>The holiday as the calendar names it; a day off every year as <c>MM-DD</c>; a weekly day off as <c>mon</c> to <c>sun</c>.</summary>
    [Id(8)] public string? Name { get; init; }

    /// <summary>How sure the day off or make-up day is, as the calendar says: <c>confirmed</c>, <c>known</c> or <c>provisional</c>.</summary>
    [Id(9)] public string? Status { get; init; }

    /// <summary>Whose hours a make-up day has: <c>mon</c> to <c>sun</c>.</summary>
    [Id(10)] public string? HoursOf { get; init; }

    /// <summary>
    /// Place of the pause among the clock's pauses (in order, those that overlap or touch merged into one), from 0; on the pause itself
    /// and on everything that follows from it. Null on what belongs to the allowance.
    /// </summary>
    [Id(11)] public int? Pause { get; init; }

    [Id(12)] public AllowanceUnit? Unit { get; init; }

    /// <summary>The allowance, in <see cref="Unit"/>; or minutes that a due is rounded to.</summary>
    [Id(13)] public decimal? Value { get; init; }

    /// <summary>Steps that were left out.</summary>
    [Id(14)] public int? Count { get; init; }

    /// <summary>The local clock time of a cut-off.</summary>
    [Id(15)] public TimeOnly? Clock { get; init; }
}
