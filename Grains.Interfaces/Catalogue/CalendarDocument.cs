using System.Collections.Immutable;

namespace Grains.Interfaces.Catalogue;

/// <summary>
/// Opening hours as people write them: hours for each weekday, days off, and make-up working days. Dates and hours are local to
/// <see cref="Zone"/> (an IANA name); an interval includes its start and not its end; <c>"24:00"</c> is the next midnight.
/// A document is only what was said: the calendar built from it is checked first, and names every field that is wrong.
/// </summary>
public sealed record CalendarDocument
{
    public string Id { get; init; } = "";

    public string Zone { get; init; } = "";

    /// <summary>Keys <c>mon</c> to <c>sun</c>; each value is a list of <c>["HH:mm","HH:mm"]</c>. A weekday left out is not worked.</summary>
    public ImmutableDictionary<string, ImmutableArray<ImmutableArray<string>>> Week { get; init; } =
        ImmutableDictionary<string, ImmutableArray<ImmutableArray<string>>>.Empty;

    public ImmutableArray<ClosedDays> Closed { get; init; } = [];

    /// <summary>Days off every year, as <c>MM-DD</c>. <c>02-29</c> counts in leap years only.</summary>
    public ImmutableArray<string> YearlyClosed { get; init; } = [];

    public ImmutableArray<MakeUpDay> MakeUp { get; init; } = [];

    /// <summary>First day the document speaks for; null: 1970-01-01.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day the document speaks for; null: 2100-12-31.</summary>
    public DateOnly? ValidTo { get; init; }
}

/// <summary>One day off (<see cref="Date"/>) or a run of them (<see cref="From"/> to <see cref="To"/>, both included), never both.</summary>
public sealed record ClosedDays
{
    public DateOnly? Date { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public string Name { get; init; } = "";

    /// <summary>How sure the day is: <c>confirmed</c>, <c>known</c> or <c>provisional</c>; null: not said.</summary>
    public string? Status { get; init; }
}

/// <summary>A day that is normally off and is worked with the hours of another weekday.</summary>
public sealed record MakeUpDay
{
    public DateOnly Date { get; init; }

    /// <summary>A key of <see cref="CalendarDocument.Week"/> that has hours.</summary>
    public string HoursOf { get; init; } = "";

    /// <summary>As <see cref="ClosedDays.Status"/>.</summary>
    public string? Status { get; init; }
}
