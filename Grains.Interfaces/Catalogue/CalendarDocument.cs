using System.Collections.Immutable;

namespace Grains.Interfaces.Catalogue;

/// <summary>
/// Opening hours as people write them: hours for each weekday, days off, and make-up working days. Dates and hours are local to
/// <see cref="Zone"/> (an IANA name); an interval includes its start and not its end; <c>"24:00"</c> is the next midnight.
/// A document is only what was said: the calendar built from it is checked first, and names every field that is wrong.
/// </summary>
[GenerateSerializer, Immutable, Alias("calendar-document")]
public sealed record CalendarDocument
{
    [Id(0)] public string Id { get; init; } = "";

    [Id(1)] public string Zone { get; init; } = "";

    /// <summary>Keys <c>mon</c> to <c>sun</c>; each value is a list of <c>["HH:mm","HH:mm"]</c>. A weekday left out is not worked.</summary>
    [Id(2)] public ImmutableDictionary<string, ImmutableArray<ImmutableArray<string>>> Week { get; init; } =
        ImmutableDictionary<string, ImmutableArray<ImmutableArray<string>>>.Empty;

    [Id(3)] public ImmutableArray<ClosedDays> Closed { get; init; } = [];

    /// <summary>Days off every year, as <c>MM-DD</c>. <c>02-29</c> counts in leap years only.</summary>
    [Id(4)] public ImmutableArray<string> YearlyClosed { get; init; } = [];

    [Id(5)] public ImmutableArray<MakeUpDay> MakeUp { get; init; } = [];

    /// <summary>First day the document speaks for; null: 1970-01-01.</summary>
    [Id(6)] public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day the document speaks for; null: 2100-12-31.</summary>
    [Id(7)] public DateOnly? ValidTo { get; init; }

    /// <summary>
    /// Hours in which dossiers are received, in the shape of <see cref="Week"/>, where they differ from it: Saturday morning, say (QĐ
    /// 14/2010/QĐ-TTg). A day off is closed for reception too. They move no deadline: time runs in <see cref="Week"/> only, and a start in
    /// reception hours is explained as one. Null: as <see cref="Week"/>.
    /// </summary>
    [Id(8)] public ImmutableDictionary<string, ImmutableArray<ImmutableArray<string>>>? Reception { get; init; }
}

/// <summary>One day off (<see cref="Date"/>) or a run of them (<see cref="From"/> to <see cref="To"/>, both included), never both.</summary>
[GenerateSerializer, Immutable, Alias("closed-days")]
public sealed record ClosedDays
{
    [Id(0)] public DateOnly? Date { get; init; }

    [Id(1)] public DateOnly? From { get; init; }

    [Id(2)] public DateOnly? To { get; init; }

    [Id(3)] public string Name { get; init; } = "";

    /// <summary>How sure the day is: <c>confirmed</c>, <c>known</c> or <c>provisional</c>; null: not said.</summary>
    [Id(4)] public string? Status { get; init; }
}

/// <summary>A day that is normally off and is worked with the hours of another weekday.</summary>
[GenerateSerializer, Immutable, Alias("make-up-day")]
public sealed record MakeUpDay
{
    [Id(0)] public DateOnly Date { get; init; }

    /// <summary>A key of <see cref="CalendarDocument.Week"/> that has hours.</summary>
    [Id(1)] public string HoursOf { get; init; } = "";

    /// <summary>As <see cref="ClosedDays.Status"/>.</summary>
    [Id(2)] public string? Status { get; init; }
}
