using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Deadlines;
using Grains.Time;
using NodaTime;
using Shouldly;
using Xunit;

namespace Grains.Tests.Time;

/// <summary>What is true of the explanation of every deadline, on drawn calendars, terms, options and pauses.</summary>
public sealed class ExplanationLaws
{
    [Fact]
    public void The_explained_due_is_the_unexplained_due() => Law.Holds(Case.Arbitrary, c =>
        c.Rules.Explain(c.Start, c.Term, c.Pauses).Deadline.ShouldBe(c.Rules.DeadlineOf(c.Start, c.Term, c.Pauses)));

    [Fact]
    public void The_last_step_is_the_due_and_the_first_the_start() => Law.Holds(Case.Arbitrary, c =>
    {
        var (deadline, steps) = c.Rules.Explain(c.Start, c.Term, c.Pauses);
        if (deadline is not Deadline.Due due)
        {
            steps.ShouldBeEmpty();
            return;
        }
        steps[0].ShouldBe(new ExplanationStep { Kind = ExplanationKind.Start, At = c.Start.ToDateTimeOffset(), Date = c.Calendar.DateOf(c.Start).ToDateOnly() });
        steps[^1].Kind.ShouldBe(ExplanationKind.Due);
        steps[^1].At.ShouldBe(due.At.ToDateTimeOffset());
        steps.Count(step => step.Kind == ExplanationKind.Due).ShouldBe(1);
        steps.ShouldAllBe(step => step.Kind != ExplanationKind.Unknown);
    });

    [Fact]
    public void The_seconds_counted_sum_to_the_allowance() => Law.Holds(Case.Arbitrary, c =>
    {
        if (c.Term is not Term.Allowed { CutOff: null, Allowance: var (unit, value) } || unit is not (AllowanceUnit.Seconds or AllowanceUnit.Hours)
            || Steps(c) is not { Length: > 0 } steps)
            return;
        var allowed = decimal.Abs(value) * (unit == AllowanceUnit.Hours ? 3600 : 1);
        var counted = steps.Where(step => step.Pause is null && step.Kind is ExplanationKind.OpenInterval or ExplanationKind.LeftOut);
        counted.Sum(step => step.Seconds ?? 0).ShouldBe(allowed, 0.0000001m);
        steps.Single(step => step.Kind == ExplanationKind.Total && step.Pause is null).Seconds!.Value.ShouldBe(allowed, 0.0000001m);
    });

    [Fact]
    public void The_days_counted_sum_to_the_allowance() => Law.Holds(Case.Arbitrary, c =>
    {
        if (c.Term is not Term.Allowed { CutOff: null, Allowance: { Unit: AllowanceUnit.WorkingDays, Value: var days } }
            || c.Rules.Options.WorkingDay == WorkingDayPolicy.EightHours || !decimal.IsInteger(days) || Steps(c) is not { Length: > 0 } steps)
            return;
        steps.Count(step => step is { Kind: ExplanationKind.OpenDay, Pause: null }).ShouldBe((int)decimal.Abs(days));
        (steps.Single(step => step is { Kind: ExplanationKind.Total, Pause: null }).Days ?? 0).ShouldBe((int)days);
    });

    [Fact]
    public void A_pause_moves_the_due_by_the_seconds_counted_for_it() => Law.Holds(Case.Arbitrary, c =>
    {
        if (c.Rules.Options.Pause != PausePolicy.Working)
            return;
        foreach (var pause in Steps(c).Where(step => step.Pause is not null).GroupBy(step => step.Pause))
        {
            var paused = pause.SingleOrDefault(step => step.Kind == ExplanationKind.Pause)?.Seconds ?? 0;
            pause.Where(step => step.Kind is ExplanationKind.OpenInterval).Sum(step => step.Seconds).ShouldBe(paused);
            if (pause.SingleOrDefault(step => step.Kind == ExplanationKind.Moved) is { } moved)
                c.Calendar.Elapsed(At(moved.From), At(moved.To)).TotalSeconds.ShouldBe((double)paused, 1e-6);
        }
    });

    [Fact]
    public void What_was_counted_is_open_and_what_was_passed_over_is_closed() => Law.Holds(Case.Arbitrary, c =>
    {
        foreach (var step in Steps(c))
        {
            if (step.Kind == ExplanationKind.OpenInterval)
            {
                c.Calendar.Elapsed(At(step.From), At(step.To)).ShouldBe(At(step.To) - At(step.From));
                c.Calendar.DateOf(At(step.From)).ToDateOnly().ShouldBe(step.Date!.Value);
                step.Seconds.ShouldBe((decimal)(At(step.To) - At(step.From)).BclCompatibleTicks / NodaConstants.TicksPerSecond);
            }
            else if (step.Kind is ExplanationKind.ClosedDay or ExplanationKind.DueOnClosedDay)
            {
                c.Calendar.IsOpenDay(LocalDate.FromDateOnly(step.Date!.Value)).ShouldBeFalse();
                step.Name.ShouldNotBeNullOrEmpty();
                step.Reason.ShouldNotBeNull();
            }
            else if (step.Kind is ExplanationKind.OpenDay or ExplanationKind.MakeUpDay)
            {
                c.Calendar.IsOpenDay(LocalDate.FromDateOnly(step.Date!.Value)).ShouldBeTrue();
            }
        }
    });

    [Fact]
    public void Every_day_off_between_the_start_and_a_due_in_working_time_is_named_once() => Law.Holds(Case.Arbitrary, c =>
    {
        if (c.Term is not Term.Allowed { CutOff: null, Allowance: { Unit: AllowanceUnit.Hours, Value: > 0 } } || c.Rules.Explain(c.Start, c.Term, Pauses.None) is not (Deadline.Due due, var steps))
            return;
        var named = steps.Where(step => step.Kind is ExplanationKind.ClosedDay or ExplanationKind.OutsideHours && step.Name is not null)
            .Select(step => step.Kind == ExplanationKind.ClosedDay ? step.Date!.Value : c.Calendar.DateOf(At(step.From)).ToDateOnly());
        var between = new DateInterval(c.Calendar.DateOf(c.Start), c.Calendar.DateOf(due.At)).Where(date => !c.Calendar.IsOpenDay(date));
        // A due at the midnight that ends a day is not on the next date, unless that opens then.
        var last = c.Calendar.DateOf(c.Calendar.IsOpen(due.At) ? due.At : due.At - Duration.FromTicks(1));
        named.ShouldBe(between.Where(date => date < last).Select(date => date.ToDateOnly()));
    });

    [Fact]
    public void A_day_off_after_hours_that_end_at_midnight_is_named()
    {
        var week = Calendars.Week("mon", ("20:00", "24:00")).AddRange(Calendars.Week("wed", ("08:00", "12:00")));
        var calendar = Calendars.Build(Calendars.OfficeDocument() with { Week = week, Closed = [], MakeUp = [] });
        var (due, steps) = new DeadlineRules(calendar, new ClockOptions { Closing = ClosingPolicy.NextOpening })
            .Explain(Calendars.Vn("2026-03-02 20:00"), new Term.Allowed(new Allowance(AllowanceUnit.Hours, 4)), Pauses.None);
        due.ShouldBe(new Deadline.Due(Calendars.Vn("2026-03-04 08:00")));
        steps.Single(step => step.Kind == ExplanationKind.ClosedDay).Date.ShouldBe(new DateOnly(2026, 3, 3));
    }

    [Fact]
    public void A_bounded_explanation_is_bounded_and_loses_no_seconds() => Law.Holds(Case.Arbitrary, c =>
    {
        var (deadline, steps) = c.Rules.Explain(c.Start, c.Term, c.Pauses, limit: 20);
        steps.Length.ShouldBeLessThanOrEqualTo(20);
        deadline.ShouldBe(c.Rules.DeadlineOf(c.Start, c.Term, c.Pauses));
        if (deadline is not Deadline.Due || c.Rules.Explain(c.Start, c.Term, c.Pauses).Steps is not { Length: > 20 } all)
            return;
        steps.Where(step => step.Kind == ExplanationKind.LeftOut).Sum(step => step.Count!.Value).ShouldBeInRange(1, all.Length);
        Counted(steps).ShouldBe(Counted(all));
    });

    private static decimal Counted(IEnumerable<ExplanationStep> steps) =>
        steps.Where(step => step.Pause is null && step.Kind is ExplanationKind.OpenInterval or ExplanationKind.LeftOut).Sum(step => step.Seconds ?? 0);

    private static System.Collections.Immutable.ImmutableArray<ExplanationStep> Steps(Case c) => c.Rules.Explain(c.Start, c.Term, c.Pauses).Steps;

    private static Instant At(DateTimeOffset? at) => Instant.FromDateTimeOffset(at!.Value);
}
