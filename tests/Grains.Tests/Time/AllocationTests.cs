using Grains.Interfaces.Catalogue;
using Grains.Time;
using NodaTime;
using Shouldly;
using Xunit;
using static Grains.Tests.Time.Calendars;

namespace Grains.Tests.Time;

/// <summary>Counting working time leaves nothing behind for the garbage collector, unless it is to be explained.</summary>
public sealed class AllocationTests
{
    private const int Calls = 10_000;

    [Fact]
    public void Working_time_is_added_subtracted_and_measured_without_allocation()
    {
        var (start, working) = (Vn("2026-01-05 08:15"), Duration.FromHours(160));
        Allocated(() =>
        {
            var due = Office.Add(start, working, ClosingPolicy.NextOpening);
            Office.Subtract(due, working);
            Office.Elapsed(start, due);
            Office.StepOpenDays(new LocalDate(2026, 1, 5), 20);
        }).ShouldBe(0);
    }

    [Fact]
    public void A_deadline_allocates_its_answer_and_nothing_else()
    {
        var rules = new DeadlineRules(Office, ClockOptions.Default);
        var (start, term) = (Vn("2026-01-05 08:15"), new Term.Allowed(new Allowance(AllowanceUnit.WorkingDays, 20)));
        var pauses = Pauses.Of(new Pause(Vn("2026-01-06 08:00"), Vn("2026-01-08 10:00")));
        var due = new Deadline.Due(default);
        var answer = Allocated(() => due = due with { At = start });
        Allocated(() => rules.DeadlineOf(start, term, pauses)).ShouldBe(answer);
    }

    private static long Allocated(Action call)
    {
        for (var i = 0; i < 100; i++)
            call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
            call();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }
}
