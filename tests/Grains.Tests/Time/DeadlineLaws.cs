using System.Collections.Immutable;
using FsCheck.Fluent;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Deadlines;
using Grains.Time;
using NodaTime;
using Shouldly;
using Xunit;

namespace Grains.Tests.Time;

/// <summary>What is true of every deadline, whatever the term, the options and the pauses.</summary>
public sealed class DeadlineLaws
{
    private static readonly Duration Tick = Duration.FromTicks(1);

    [Fact]
    public void A_counted_due_is_inside_opening_hours_or_a_closing_instant_unless_it_is_kept() => Law.Holds(Case.Arbitrary, c =>
        c.Term is Term.Promised || c.Options.ClosedDue == ClosedDuePolicy.Keep || c.Rules.DeadlineOf(c.Start, c.Term, c.Pauses) is not Deadline.Due due
        || c.Calendar.IsOpen(due.At) || c.Calendar.IsOpen(due.At - Tick));

    [Fact]
    public void More_time_is_never_due_earlier() => Law.Holds(Case.Arbitrary, c =>
        c.Term is not Term.Allowed { CutOff: null } allowed || c.Options.WorkingDay == WorkingDayPolicy.EndOfDay
        || c.Rules.DeadlineOf(c.Start, allowed) is not Deadline.Due due
        || c.Rules.DeadlineOf(c.Start, new Term.Allowed(allowed.Allowance with { Value = allowed.Allowance.Value + 1 })) is not Deadline.Due more
        || due.At <= more.At);

    [Fact]
    public void Changing_the_calendar_after_the_due_changes_nothing() => Law.Holds(Case.Arbitrary, c =>
    {
        if (c.Term is not Term.Allowed { CutOff: null, Allowance: { Unit: AllowanceUnit.Hours or AllowanceUnit.Seconds or AllowanceUnit.WorkingDays, Value: > 0 } }
            || c.Options.Pause != PausePolicy.Working || c.Rules.DeadlineOf(c.Start, c.Term, c.Pauses) is not Deadline.Due due)
            return;
        var later = c.Calendar.DateOf(due.At).PlusDays(1).ToDateOnly();
        var changed = c.Sample.Document with
        {
            Closed = [.. c.Sample.Document.Closed.Where(day => day.Date < later), new ClosedDays { From = later, To = later.AddDays(30), Name = "flood" }],
            MakeUp = [.. c.Sample.Document.MakeUp.Where(day => day.Date < later)],
        };
        new DeadlineRules(Calendars.Build(changed), c.Options).DeadlineOf(c.Start, c.Term, c.Pauses).ShouldBe(due);
    });

    [Fact]
    public void The_drawn_cases_meet_days_off_make_up_days_clock_changes_and_midnights()
    {
        var cases = Case.Arbitrary.Generator.Sample(400).ToList();
        var steps = cases.Select(c => c.Rules.Explain(c.Start, c.Term, c.Pauses).Steps).ToList();
        cases.Count.ShouldBe(400);
        int Meeting(Func<ExplanationStep, bool> what) => steps.Count(explained => explained.Any(what));
        Meeting(step => step.Reason == ExplanationReason.Holiday).ShouldBeGreaterThan(100);
        Meeting(step => step.Reason == ExplanationReason.YearlyHoliday).ShouldBeGreaterThan(10);
        Meeting(step => step.Kind == ExplanationKind.MakeUpDay).ShouldBeGreaterThan(20);
        Meeting(step => step.Kind == ExplanationKind.OutsideHours).ShouldBeGreaterThan(100);
        Meeting(step => step.Kind == ExplanationKind.Moved).ShouldBeGreaterThan(50);
        Meeting(step => step.Kind == ExplanationKind.LatePause).ShouldBeGreaterThan(10);
        Meeting(step => step.Kind == ExplanationKind.RoundedUp).ShouldBeGreaterThan(20);
        cases.Zip(steps).Count(pair => ChangesClocks(pair.First, pair.Second)).ShouldBeGreaterThan(50);
        cases.Count(c => c.Sample.Document.Week.Values.Any(hours => hours[0][0] == "00:00" || hours[^1][1] == "24:00")).ShouldBeGreaterThan(20);
    }

    private static bool ChangesClocks(Case c, ImmutableArray<ExplanationStep> steps) =>
        steps is [.., { At: { } due }] && c.Calendar.Zone.GetUtcOffset(c.Start) != c.Calendar.Zone.GetUtcOffset(Instant.FromDateTimeOffset(due));
}
