using FsCheck;
using FsCheck.Fluent;
using Grains.Interfaces.Catalogue;
using Grains.Time;
using NodaTime;

namespace Grains.Tests.Time;

/// <summary>A deadline to count: a drawn sample's calendar and start, with any term, any options and up to three pauses.</summary>
internal sealed record Case(Sample Sample, Term Term, ClockOptions Options, Pauses Pauses)
{
    public WorkingCalendar Calendar => Sample.Calendar;

    public Instant Start => Sample.Start;

    public DeadlineRules Rules { get; } = new(Sample.Calendar, Options);

    public static Arbitrary<Case> Arbitrary { get; } = (
        from sample in Sample.Arbitrary.Generator
        from term in Terms(sample)
        from options in AnyOptions
        from pauses in AnyPauses(sample)
        select new Case(sample, term, options, pauses)).ToArbitrary();

    public override string ToString() => $"{Term} {Options} [{string.Join(", ", Pauses)}] {Sample}";

    private static Gen<Term> Terms(Sample sample) => Gen.Frequency(
        (4, Allowed(AllowanceUnit.Hours, Gen.Choose(-200, 400).Select(quarters => quarters / 4m))),
        (2, Allowed(AllowanceUnit.Seconds, Gen.Choose(-100_000, 200_000).Select(seconds => (decimal)seconds))),
        (4, Allowed(AllowanceUnit.WorkingDays, Gen.Choose(-20, 60).Select(quarters => quarters / 4m))),
        (4, Allowed(AllowanceUnit.WorkingDays, Gen.Choose(-10, 20).Select(days => (decimal)days))),
        (3, Allowed(AllowanceUnit.CalendarDays, Gen.Choose(-20, 40).Select(days => (decimal)days))),
        (2, Allowed(AllowanceUnit.Months, Gen.Choose(-2, 4).Select(months => (decimal)months))),
        (2, Gen.Choose(0, 95).Select(quarter => (Term)new Term.Allowed(Allowance.None, LocalTime.FromMinutesSinceMidnight(quarter * 15)))),
        (1, Gen.Constant((Term)new Term.Promised(sample.Other))));

    private static Gen<Term> Allowed(AllowanceUnit unit, Gen<decimal> values) =>
        values.Select(value => (Term)new Term.Allowed(new Allowance(unit, value)));

    private static readonly Gen<ClockOptions> AnyOptions =
        from closing in Gen.Elements(Enum.GetValues<ClosingPolicy>())
        from workingDay in Gen.Elements(Enum.GetValues<WorkingDayPolicy>())
        from start in Gen.Elements(Enum.GetValues<StartPolicy>())
        from closedDue in Gen.Elements(Enum.GetValues<ClosedDuePolicy>())
        from pause in Gen.Elements(Enum.GetValues<PausePolicy>())
        from roundUp in Gen.Elements(0, 0, 15, 60)
        select new ClockOptions { Closing = closing, WorkingDay = workingDay, Start = start, ClosedDue = closedDue, Pause = pause, RoundUpMinutes = roundUp };

    private static Gen<Pauses> AnyPauses(Sample sample) =>
        from count in Gen.Choose(0, 3)
        from quarters in Gen.ArrayOf(Gen.Choose(-200, 2_000), count * 2)
        from open in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        select Pauses.Of(quarters.Chunk(2).Select((pair, i) => new Pause(
            sample.Start + Duration.FromMinutes(15 * pair.Min()),
            open && i == count - 1 ? null : sample.Start + Duration.FromMinutes(15 * pair.Max()))));
}
