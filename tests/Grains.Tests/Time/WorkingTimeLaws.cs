using System.Collections.Immutable;
using Grains.Interfaces.Catalogue;
using NodaTime;
using Xunit;

namespace Grains.Tests.Time;

/// <summary>What is true of working time on every calendar.</summary>
public sealed class WorkingTimeLaws
{
    private static readonly Duration Tick = Duration.FromTicks(1);

    [Fact]
    public void Walking_from_interval_to_interval_gives_the_same() => Law.Holds(s =>
        s.Calendar.Add(s.Start, s.A) == s.Walk.Add(s.Start, s.A)
        && s.Calendar.Subtract(s.Start, s.A) == s.Walk.Subtract(s.Start, s.A)
        && s.Calendar.Elapsed(s.Start, s.Other) == s.Walk.Elapsed(s.Start, s.Other)
        && s.Calendar.NextOpening(s.Start) == s.Walk.NextOpening(s.Start)
        && s.Calendar.IsOpen(s.Start) == (s.Walk.Elapsed(s.Start, s.Start + Tick) == Tick));

    [Fact]
    public void Time_ends_inside_open_hours_or_at_closing() => Law.Holds(s =>
        s.Calendar.Add(s.Start, s.A) is var due
        && (s.Calendar.IsOpen(due) || s.Calendar.IsOpen(due - Tick))
        && s.Calendar.IsOpen(s.Calendar.Add(s.Start, s.A, ClosingPolicy.NextOpening)));

    [Fact]
    public void A_later_start_or_more_time_never_ends_earlier() => Law.Holds(s =>
        s.Calendar.Add(s.Start, s.A) <= s.Calendar.Add(s.Other, s.A)
        && s.Calendar.Add(s.Start, s.A) <= s.Calendar.Add(s.Start, s.A + s.B)
        && s.Calendar.Subtract(s.Start, s.A) <= s.Calendar.Subtract(s.Other, s.A)
        && s.Calendar.Subtract(s.Start, s.A) >= s.Calendar.Subtract(s.Start, s.A + s.B));

    [Fact]
    public void The_time_added_is_the_time_that_passes() => Law.Holds(s =>
        s.Calendar.Elapsed(s.Start, s.Calendar.Add(s.Start, s.A)) == s.A
        && s.Calendar.Elapsed(s.Start, s.Calendar.Add(s.Start, s.A, ClosingPolicy.NextOpening)) == s.A
        && s.Calendar.Elapsed(s.Calendar.Subtract(s.Start, s.A), s.Start) == s.A);

    [Fact]
    public void Adding_twice_is_adding_the_sum() => Law.Holds(s =>
        s.Calendar.Add(s.Calendar.Add(s.Start, s.A), s.B) == s.Calendar.Add(s.Start, s.A + s.B)
        && s.Calendar.Subtract(s.Calendar.Subtract(s.Start, s.A), s.B) == s.Calendar.Subtract(s.Start, s.A + s.B)
        && NextOpening(s, NextOpening(s, s.Start, s.A), s.B) == NextOpening(s, s.Start, s.A + s.B));

    [Fact]
    public void Subtracting_leads_back_to_the_start_with_no_open_time_between() => Law.Holds(s =>
        s.Calendar.Subtract(s.Calendar.Add(s.Start, s.A), s.A) is var back
        && s.Calendar.Elapsed(Instant.Min(back, s.Start), Instant.Max(back, s.Start)) == Duration.Zero);

    [Fact]
    public void Elapsed_time_adds_up_and_is_zero_when_reversed() => Law.Holds(s =>
        s.Calendar.Add(s.Other, s.B) is var end
        && s.Calendar.Elapsed(s.Start, s.Other) + s.Calendar.Elapsed(s.Other, end) == s.Calendar.Elapsed(s.Start, end)
        && s.Calendar.Elapsed(end, s.Start) == Duration.Zero);

    [Fact]
    public void Closing_a_later_day_changes_nothing() => Law.Holds(s =>
    {
        var due = s.Calendar.Add(s.Start, s.A);
        var later = s.Calendar.DateOf(due).PlusDays(1).ToDateOnly();
        var changed = Calendars.Build(s.Document with
        {
            Closed = [.. s.Document.Closed.Where(c => c.Date < later), new ClosedDays { From = later, To = later.AddDays(30), Name = "flood" }],
            MakeUp = [.. s.Document.MakeUp.Where(day => day.Date < later)],
        });
        return changed.Add(s.Start, s.A) == due && changed.Elapsed(s.Start, due) == s.A;
    });

    [Fact]
    public void Splitting_an_interval_changes_nothing() => Law.Holds(s =>
    {
        var split = Calendars.Build(s.Document with { Week = s.Document.Week.ToImmutableDictionary(d => d.Key, d => Split(d.Value)) });
        return split.Add(s.Start, s.A) == s.Calendar.Add(s.Start, s.A)
            && NextOpening(s, s.Start, s.A) == split.Add(s.Start, s.A, ClosingPolicy.NextOpening)
            && split.Subtract(s.Start, s.A) == s.Calendar.Subtract(s.Start, s.A)
            && split.Elapsed(s.Start, s.Other) == s.Calendar.Elapsed(s.Start, s.Other)
            && split.NextOpening(s.Start) == s.Calendar.NextOpening(s.Start);
    });

    private static Instant NextOpening(Sample s, Instant start, Duration working) => s.Calendar.Add(start, working, ClosingPolicy.NextOpening);

    private static ImmutableArray<ImmutableArray<string>> Split(ImmutableArray<ImmutableArray<string>> hours) =>
        [.. hours.SelectMany(h => Middle(h[0], h[1]) is var middle && middle != h[0] ? [[h[0], middle], [middle, h[1]]] : new[] { h })];

    private static string Middle(string from, string to) => (Minutes(from) + Minutes(to)) / 2 is var m ? $"{m / 60:00}:{m % 60:00}" : "";

    private static int Minutes(string clock) => (int.Parse(clock[..2], null) * 60) + int.Parse(clock[3..], null);
}
