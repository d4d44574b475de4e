using Grains.Interfaces.Catalogue;
using Grains.Time;
using NodaTime;
using Shouldly;
using Tests.Shared;
using Xunit;

namespace Grains.Tests.Time;

/// <summary>What eight other systems expect of working-time arithmetic, through the public API.</summary>
public sealed class SlaCasesTests
{
    private readonly IReadOnlyList<SlaCase> _cases = SlaCase.Read();

    [SharedDataFact(SlaCase.FileName)]
    public void Every_case_is_of_a_kind_tested_here()
    {
        _cases.CountBy(c => c.Op).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value)).ShouldBe(
            [("date-caldays-rollfwd", 8), ("date-workdays", 11), ("due", 46), ("due-backward", 6), ("due-end-of-workday", 5), ("due-workdays", 13), ("elapsed", 15)]);
    }

    [SharedDataTheory(SlaCase.FileName)]
    [InlineData(ClosingPolicy.Close, "close")]
    [InlineData(ClosingPolicy.NextOpening, "next-open")]
    public void Due_from_start(ClosingPolicy policy, string name) => All(
        "due",
        c => c.Instant(c.Boundary == "any" || c.Boundary == name ? "due" : "otherPolicyDue"),
        c => DueOf(c, new ClockOptions { Closing = policy }, AllowanceUnit.Seconds, c.Number("seconds"), c.Pauses));

    [SharedDataFact(SlaCase.FileName)]
    public void Due_backward() => All("due-backward", c => c.Instant("due"), c => c.Calendar.Subtract(c.Start, c.Seconds));

    [SharedDataFact(SlaCase.FileName)]
    public void Due_of_a_negative_allowance() => All(
        "due-backward",
        c => c.Number("seconds") == 0 ? c.Calendar.NextOpening(c.Start) : c.Instant("due"),
        c => DueOf(c, ClockOptions.Default, AllowanceUnit.Seconds, -c.Number("seconds"), c.Pauses));

    [SharedDataFact(SlaCase.FileName)]
    public void Elapsed() => All("elapsed", c => c.Seconds, c => c.Calendar.Elapsed(c.Start, c.Instant("end"), c.Pauses));

    [SharedDataFact(SlaCase.FileName)]
    public void Due_workdays() => All(
        "due-workdays",
        c => c.Instant("due"),
        c => c.Calendar.Add(DueOf(c, ClockOptions.Default, AllowanceUnit.WorkingDays, c.Number("workdays"), c.Pauses), c.Seconds));

    [SharedDataFact(SlaCase.FileName)]
    public void Due_end_of_workday() => All(
        "due-end-of-workday",
        c => c.Instant("due"),
        c => DueOf(c, new ClockOptions { WorkingDay = WorkingDayPolicy.EndOfDay }, AllowanceUnit.WorkingDays, c.Number("workdays"), c.Pauses));

    [SharedDataTheory(SlaCase.FileName)]
    [InlineData("date-workdays", AllowanceUnit.WorkingDays)]
    [InlineData("date-caldays-rollfwd", AllowanceUnit.CalendarDays)]
    public void Due_date(string op, AllowanceUnit unit) => All(
        op,
        c => c.Date("dueDate"),
        c => c.Calendar.DateOf(DueOf(c.Calendar.StartOfDay(c.Date("date")), c, new ClockOptions { Start = StartPolicy.DayBefore }, unit, c.Number("days"), Pauses.None)));

    private static Instant DueOf(SlaCase c, ClockOptions options, AllowanceUnit unit, int value, Pauses pauses) =>
        DueOf(c.Start, c, options, unit, value, pauses);

    private static Instant DueOf(Instant start, SlaCase c, ClockOptions options, AllowanceUnit unit, int value, Pauses pauses) =>
        new DeadlineRules(c.Calendar, options)
            .DeadlineOf(start, new Term.Allowed(new Allowance(unit, value)), pauses)
            .ShouldBeOfType<Deadline.Due>().At;

    private void All<T>(string op, Func<SlaCase, T> expected, Func<SlaCase, T> actual) =>
        _cases.Where(c => c.Op == op)
            .Select(c => (c.Id, Expected: expected(c), Actual: actual(c)))
            .Where(c => !Equals(c.Expected, c.Actual))
            .ShouldBeEmpty();
}
