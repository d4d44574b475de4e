using Grains.Dossiers;
using Grains.Interfaces.Deadlines;
using Grains.Interfaces.Dossiers;
using Grains.Tests.Catalogue;
using Grains.Tests.Time;
using Shouldly;
using Xunit;

namespace Grains.Tests.Dossiers;

/// <summary>The explanation of a dossier's due dates; 03-02 is a Monday.</summary>
public sealed class ExplanationTests
{
    private static readonly DateTimeOffset Now = ADossier.At("03-24 10:00");

    [Fact]
    public void Every_clock_is_explained_to_the_due_that_it_shows() => Law.Holds(Telling.Arbitrary, telling =>
    {
        var state = Dossier.Apply(ADossier.Code, DossierState.Empty, telling.Shuffled, IngestMode.Live, Now, Office.Reference).Next.State;
        var view = new DossierView(ADossier.Code, state, Office.Reference);
        var (shown, explained) = (view.Detail(1, Now), view.Explain(Now));
        explained.Clocks.Select(Head).ShouldBe(shown.Clocks.Select(clock => (clock.Kind, clock.Subject, clock.State, clock.Due, clock.OriginalDue, clock.Late, clock.Ended)));
        explained.Attribution.ShouldLookLike(shown.Attribution);
        foreach (var clock in explained.Clocks.Where(clock => clock.Due is not null))
        {
            clock.Steps[^1].Kind.ShouldBe(ExplanationKind.Due);
            clock.Steps[^1].At.ShouldBe(clock.Due);
            clock.Steps.Count(step => step.Kind == ExplanationKind.Start).ShouldBe(clock.Extensions is [{ Replaced: null }, ..] ? clock.Extensions.Length : clock.Extensions.Length + 1);
            (clock.Calendar, clock.CalendarVersion, clock.Refused).ShouldBe(("office", 1, null));
        }

        explained.Clocks.Where(clock => clock.Due is null).ShouldAllBe(clock => clock.Steps.IsEmpty);
    });

    [Fact]
    public void A_pause_tells_its_kind_ground_source_and_document_and_what_it_moved()
    {
        var dossier = new ADossier().Received("03-02 08:00")
            .Tell(EventType.SupplementRequested, "03-03 08:00", told => told with { Ground = "Thiếu bản vẽ", Document = "15/YCBS" }).Resumed("03-04 08:00");
        dossier.View.Explain(ADossier.At("03-04 08:00")).Clocks[0].Pauses.ShouldHaveSingleItem().ShouldBe(new PauseExplanation(
            "supplement", ADossier.At("03-03 08:00"), ADossier.At("03-04 08:00"), "Thiếu bản vẽ", "igate", "15/YCBS", 8 * 3600, ADossier.At("03-09 08:00"), ADossier.At("03-10 08:00")));
    }

    [Theory]
    [InlineData("03-07 08:00", "03-08 08:00", 0)]
    [InlineData("03-10 08:00", "03-11 08:00", 8)]
    public void A_pause_out_of_hours_or_after_the_due_moves_nothing(string from, string to, int hours)
    {
        var pause = new ADossier().Received("03-02 08:00").Paused(from).Resumed(to).View.Explain(Now).Clocks[0].Pauses.ShouldHaveSingleItem();
        (pause.WorkingSeconds, pause.MovedFrom, pause.MovedTo).ShouldBe((hours * 3600, null, null));
    }

    [Fact]
    public void An_extension_is_explained_as_a_second_count_from_its_instant()
    {
        var clock = new ADossier().Received("03-02 08:00").Paused("03-03 08:00").Resumed("03-04 08:00").Extended("03-05 08:00", due: "03-13 17:00")
            .Paused("03-09 08:00").Resumed("03-10 08:00").View.Explain(Now).Clocks[0];
        clock.Steps.Where(step => step.Kind == ExplanationKind.Due).Select(step => step.At).ShouldBe([ADossier.At("03-10 08:00"), ADossier.At("03-16 17:00")]);
        clock.Pauses.Select(pause => (pause.MovedFrom, pause.MovedTo)).ShouldBe([
            (ADossier.At("03-09 08:00"), ADossier.At("03-10 08:00")), (ADossier.At("03-13 17:00"), ADossier.At("03-16 17:00"))]);
        clock.Extensions.ShouldHaveSingleItem().Replaced.ShouldBe(ADossier.At("03-10 08:00"));
    }

    [Fact]
    public void Used_and_overdue_time_leave_out_what_the_citizen_was_waited_for()
    {
        var dossier = new ADossier().Received("03-02 08:00", procedure: "two-hours").Paused("03-02 09:00").Resumed("03-03 09:00").Finished("03-03 14:30");
        var clock = dossier.View.Explain(Now).Clocks[0];
        (clock.Due, clock.UsedSeconds, clock.OverdueSeconds).ShouldBe((ADossier.At("03-03 10:00"), 4.5m * 3600, 2.5m * 3600));
    }

    [Fact]
    public void A_due_that_cannot_be_counted_says_why()
    {
        var old = new ADossier { Reference = Office.Reference.With(new() { Calendars = [("office", 1, Calendars.OfficeDocument() with { ValidTo = new DateOnly(2026, 3, 4) })] }) };
        var clock = old.Received("03-02 08:00").View.Explain(Now).Clocks[0];
        (clock.Due, clock.Steps.Length, clock.Refused!.Code).ShouldBe((null, 0, "calendar-does-not-cover"));
        new ADossier { Reference = Grains.Catalogue.ReferenceData.Empty }.Registered("03-02 08:00").View.Explain(Now).Clocks[0].Refused!.Code.ShouldBe("no-calendar");
    }

    [Fact]
    public void As_of_an_instant_only_what_had_happened_is_told()
    {
        var dossier = new ADossier().Received("03-02 08:00").Paused("03-03 08:00").Resumed("03-04 08:00").Extended("03-05 08:00", due: "03-13 17:00");
        var then = ADossier.At("03-03 12:00");
        var clock = new DossierView(ADossier.Code, dossier.State, dossier.Reference, then).Explain(then).Clocks[0];
        (clock.State, clock.Due, clock.Extensions.Length, clock.Pauses[0].To).ShouldBe(("paused", ADossier.At("03-09 08:00"), 0, null));
    }

    [Fact]
    public void A_due_that_a_reviewed_change_moved_keeps_the_first_and_the_promised_one()
    {
        var received = new ADossier().Received("03-02 08:00");
        var changed = received.Reference.With(new() { Procedures = [("five-days", 2, Office.Procedure("five-days", Interfaces.Catalogue.AllowanceUnit.WorkingDays, 7))] });
        var pin = received.State.Pin!;
        var state = received.State with { Pin = pin with { ProcedureVersion = 2 }, FormerPins = [new FormerPin(pin, ADossier.At("03-03 08:00"), "change-1", ADossier.At("03-09 08:00"))] };
        var clock = new DossierView(ADossier.Code, state, changed).Explain(ADossier.At("03-04 08:00")).Clocks[0];
        (clock.Due, clock.OriginalDue, clock.PromisedDue, clock.ProcedureVersion).ShouldBe((ADossier.At("03-11 08:00"), ADossier.At("03-09 08:00"), ADossier.At("03-09 08:00"), 2));
        var before = ADossier.At("03-02 12:00");
        new DossierView(ADossier.Code, state, changed, before).Explain(before).Clocks[0].PromisedDue.ShouldBeNull();
    }

    [Fact]
    public void The_longest_dossier_is_explained_within_bounds()
    {
        var dossier = new ADossier().Received("03-02 08:00", procedure: "full");
        for (var i = 1; i < DossierState.MaxEvents; i++)
            dossier.Step("03-02 09:00", "step 1", due: null);
        dossier.View.Explain(Now).Clocks.Sum(clock => clock.Steps.Length).ShouldBeLessThan(20_000);
    }

    private static (string, string?, string, DateTimeOffset?, DateTimeOffset?, bool, DateTimeOffset?) Head(ClockExplanation clock) =>
        (clock.Kind, clock.Subject, clock.State, clock.Due, clock.OriginalDue, clock.Late, clock.Ended);
}
