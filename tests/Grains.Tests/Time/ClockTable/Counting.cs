using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Deadlines;
using Grains.Time;
using NodaTime;
using Shouldly;

namespace Grains.Tests.Time.ClockTable;

/// <summary>Ways to ask for a deadline on the office calendar and to check both its date and the step that explains it.</summary>
internal static class Counting
{
    public static Explained Count(
        string start, AllowanceUnit unit, decimal value, ClockOptions? options = null, CalendarDocument? calendar = null,
        params (string From, string? To)[] pauses) =>
        Count(start, new Term.Allowed(new Allowance(unit, value)), options, calendar, pauses);

    public static Explained SameDay(string received, ClockOptions? options = null, CalendarDocument? calendar = null) =>
        Count(received, new Term.Allowed(new Allowance(AllowanceUnit.WorkingDays, 1), new LocalTime(15, 0)), options, calendar);

    public static Explained Count(
        string start, Term term, ClockOptions? options = null, CalendarDocument? calendar = null, params (string From, string? To)[] pauses)
    {
        var rules = new DeadlineRules(Calendars.Build(calendar ?? Calendars.OfficeDocument()), options ?? ClockOptions.Default);
        var (deadline, steps) = rules.Explain(
            Calendars.Vn(start), term, Pauses.Of(pauses.Select(p => new Pause(Calendars.Vn(p.From), p.To is null ? null : Calendars.Vn(p.To)))));
        return new Explained(deadline, [.. steps]);
    }
}

internal sealed record Explained(Deadline Deadline, IReadOnlyList<ExplanationStep> Steps)
{
    public Explained IsDue(string local)
    {
        Deadline.ShouldBe(new Deadline.Due(Calendars.Vn(local)));
        return this;
    }

    public Explained IsRefused(string code)
    {
        Deadline.ShouldBeOfType<Deadline.Refused>().Code.ShouldBe(code);
        return this;
    }

    /// <summary>The only step of a kind.</summary>
    public ExplanationStep The(ExplanationKind kind) => Steps.Where(step => step.Kind == kind).ShouldHaveSingleItem();

    public IEnumerable<ExplanationStep> All(ExplanationKind kind) => Steps.Where(step => step.Kind == kind);

    public Explained Says(ExplanationKind kind, ExplanationReason reason, string? name = null)
    {
        var step = The(kind);
        (step.Reason, step.Name).ShouldBe((reason, name));
        return this;
    }

    public Explained DoesNotSay(ExplanationKind kind)
    {
        All(kind).ShouldBeEmpty();
        return this;
    }
}
