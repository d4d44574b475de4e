using System.Collections.Immutable;
using System.Globalization;
using Grains.Catalogue;
using Grains.Deadlines;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Deadlines;
using Grains.Tests.Catalogue;
using Grains.Tests.Time;
using Shouldly;
using Xunit;

namespace Grains.Tests.Deadlines;

/// <summary>The simulator by itself. Monday 2026-01-05 08:00 on the office calendar, unless told otherwise.</summary>
public sealed class SimulatorTests
{
    private static readonly SimulationItem Item = new()
    {
        Calendar = "office", Start = Vn("2026-01-05 08:00"), Duration = new Allowance(AllowanceUnit.Hours, 4),
    };

    [Fact]
    public void It_counts_as_dossiers_are_counted() =>
        Ask(Item).ShouldSatisfyAllConditions(answer => answer.Due.ShouldBe(Vn("2026-01-05 14:00")), answer => answer.Explanation!.Value[^1].At.ShouldBe(answer.Due));

    [Fact]
    public void Working_time_between_two_instants_is_explained_by_its_intervals_days_off_and_pauses()
    {
        var answer = Ask(Item with
        {
            Duration = null, Start = Vn("2026-01-16 16:30"), End = Vn("2026-01-19 09:30"),
            Pauses = [new SimulatedPause(Vn("2026-01-19 08:00"), Vn("2026-01-19 08:30"))],
        });
        answer.ElapsedSeconds.ShouldBe(2.5m * 3600);
        var steps = answer.Explanation!.Value;
        steps.Select(step => step.Kind).ShouldBe(
        [
            ExplanationKind.Start, ExplanationKind.OpenInterval, ExplanationKind.ClosedDay, ExplanationKind.ClosedDay, ExplanationKind.OpenInterval,
            ExplanationKind.Pause, ExplanationKind.Elapsed,
        ]);
        (steps.Where(step => step.Kind == ExplanationKind.OpenInterval).Sum(step => step.Seconds) - steps[^2].Seconds).ShouldBe(answer.ElapsedSeconds);
        steps[^1].Seconds.ShouldBe(answer.ElapsedSeconds);
    }

    [Fact]
    public void Working_time_over_new_year_and_over_years_is_whole()
    {
        var answer = Ask(Item with { Duration = null, Start = Vn("2025-12-20 09:00"), End = Vn("2028-01-10 09:00") });
        var steps = answer.Explanation!.Value;
        steps.Where(step => step.Kind is ExplanationKind.OpenInterval or ExplanationKind.LeftOut).Sum(step => step.Seconds).ShouldBe(answer.ElapsedSeconds);
        steps.Length.ShouldBeLessThanOrEqualTo(2_000);
    }

    [Fact]
    public void Reversed_instants_have_no_time_between_them() =>
        Ask(Item with { Duration = null, End = Item.Start.AddDays(-1) }).ElapsedSeconds.ShouldBe(0);

    [Fact]
    public void A_calendar_that_comes_with_the_question_is_checked_and_laid_out_once()
    {
        var inline = new InlineCalendars();
        var document = Calendars.OfficeDocument();
        inline.Build(document).Calendar.ShouldBeSameAs(inline.Build(document).Calendar);
        inline.Build(document with { Zone = "Nowhere" }).Problems.ShouldHaveSingleItem().Field.ShouldBe("zone");
    }

    [Fact]
    public async Task Once_the_steps_of_a_request_are_used_up_explanations_are_short()
    {
        var holder = new ReferenceHolder();
        holder.Replace(Office.Reference);
        var year = Item with { Duration = new Allowance(AllowanceUnit.Hours, 2_000) };
        var answers = await new DeadlineGrain(holder).SimulateAsync([year, year, year], maxSteps: 700, CancellationToken.None);
        answers.Sum(answer => answer.Explanation!.Value.Length).ShouldBeInRange(500, 700 + 16);
        answers[2].Explanation!.Value.Length.ShouldBeLessThanOrEqualTo(16);
        answers.Select(answer => answer.Due).Distinct().ShouldHaveSingleItem();
        answers[2].Explanation!.Value.Where(step => step.Kind is ExplanationKind.OpenInterval or ExplanationKind.LeftOut).Sum(step => step.Seconds).ShouldBe(2_000 * 3600);
    }

    [Fact]
    public async Task Calendars_asked_about_too_many_years_are_refused_and_let_go()
    {
        var holder = new ReferenceHolder();
        holder.Replace(Office.Reference);
        var grain = new DeadlineGrain(holder);
        var century = Enumerable.Range(0, 40).Select(i => Item with
        {
            Calendar = null, Inline = Calendars.OfficeDocument() with { Id = $"c{i}", ValidFrom = null, ValidTo = null }, Explain = false,
            Duration = null, Start = Vn("1971-01-01 00:00"), End = Vn("2100-01-01 00:00"),
        }).ToImmutableArray();
        var answers = await grain.SimulateAsync(century.Add(Item), 100, CancellationToken.None);
        answers[0].ElapsedSeconds.ShouldNotBeNull();
        answers[^2].Error.ShouldNotBeNull().Code.ShouldBe("too-many-calendars");
        answers[^1].Due.ShouldNotBeNull("a stored calendar costs nothing of this");
        (await grain.SimulateAsync([century[^1]], 100, CancellationToken.None))[0].ElapsedSeconds.ShouldNotBeNull("another call begins anew");
    }

    [Fact]
    public void Calendars_that_have_grown_too_large_go()
    {
        var inline = new InlineCalendars();
        var documents = Enumerable.Range(0, 40).Select(i => Calendars.OfficeDocument() with { Id = $"c{i}", ValidFrom = null, ValidTo = null }).ToList();
        foreach (var document in documents)
            inline.Build(document).Calendar.ShouldNotBeNull().Elapsed(Calendars.Vn("1971-01-01 00:00"), Calendars.Vn("2100-01-01 00:00"));
        var first = inline.Build(documents[0]).Calendar;
        var years = inline.YearsLaidOut;
        years.ShouldBeGreaterThan(InlineCalendars.MaxYears);
        inline.Trim();
        inline.YearsLaidOut.ShouldBe(years);
        inline.Build(documents[0]).Calendar.ShouldNotBeSameAs(first);
    }

    [Theory]
    [InlineData(AllowanceUnit.Hours, "1e20", "duration.value")]
    [InlineData(AllowanceUnit.Months, "1.5", "duration.value")]
    [InlineData((AllowanceUnit)99, "1", "duration.unit")]
    public void A_question_that_cannot_be_counted_names_its_field(AllowanceUnit unit, string value, string field) =>
        Ask(Item with { Duration = new Allowance(unit, decimal.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture)) }).Error!.Message.ShouldStartWith($"\"{field}\"");

    private static SimulationResult Ask(SimulationItem item) => new Simulator(Office.Reference, new InlineCalendars()).Answer(item, 2_000);

    private static DateTimeOffset Vn(string local) => Calendars.Vn(local).ToDateTimeOffset();
}
