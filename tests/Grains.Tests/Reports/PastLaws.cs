using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Grains.Catalogue;
using Grains.Dossiers;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Interfaces.Reports;
using Grains.Reports;
using Grains.Tests.Catalogue;
using Grains.Tests.Dossiers;
using Grains.Tests.Time;
using Shouldly;
using Xunit;

namespace Grains.Tests.Reports;

/// <summary>What was true of a past day stays true of it, whatever happens later.</summary>
public sealed class PastLaws
{
    private static readonly DateTimeOffset Start = ADossier.At("03-02 07:30");

    private static readonly Arbitrary<(Telling Telling, DateTimeOffset At)> Arbitrary = (
        from telling in Telling.Arbitrary.Generator
        from half in Gen.Choose(0, 48 * 12)
        select (telling, Start.AddMinutes(30 * half))).ToArbitrary();

    // Another calendar, shorter durations, another warning: whoever is told by them is told something else.
    private static readonly ReferenceData Changed = Office.Reference.With(new DocumentSet
    {
        Calendars = [("office", 2, Calendars.OfficeDocument() with { YearlyClosed = ["03-03", "03-05", "03-09"] })],
        Procedures = [("five-days", 2, Office.Procedure("five-days", AllowanceUnit.WorkingDays, 1)), ("no-limit", 2, Office.Procedure("no-limit", AllowanceUnit.Hours, 1))],
        Policies = [(ReferenceData.PolicyId, 2, Office.Policy with { DueSoon = new Allowance(AllowanceUnit.Hours, 1), DefaultCalendar = "office" })],
    });

    [Fact]
    public void What_happens_after_an_instant_changes_nothing_as_of_it() => Law.Holds(Arbitrary, drawn =>
    {
        var (telling, at) = drawn;
        var now = at.AddMinutes(1);
        var known = Tell(DossierState.Empty, [.. telling.Shuffled.Where(told => told.At <= at)], now, Office.Reference);
        var before = Line(known, Office.Reference, new Past(at));

        var later = Tell(known, [.. telling.Shuffled.Where(told => told.At > at)], now.AddDays(1), Changed);
        Line(later, Changed, new Past(at)).ShouldLookLike(before);
        Line(Repinned(later, now.AddDays(2)), Changed, new Past(at)).ShouldLookLike(before);
    });

    [Fact]
    public void What_comes_in_after_an_instant_changes_nothing_that_was_known_at_it() => Law.Holds(Arbitrary, drawn =>
    {
        var (telling, at) = drawn;
        var half = telling.Shuffled.Length / 2;
        var known = Tell(DossierState.Empty, telling.Shuffled[..half], at, Office.Reference);
        var past = new Past(at.AddDays(2), at);
        var before = Line(known, Office.Reference, past);

        var later = Tell(known, telling.Shuffled[half..], at.AddDays(1), Changed);
        Line(later, Changed, past).ShouldLookLike(before);
        Line(Repinned(later, at.AddDays(3)), Changed, past).ShouldLookLike(before);
    });

    [Fact]
    public void As_of_now_a_dossier_is_what_it_is() => Law.Holds(Telling.Arbitrary, telling =>
    {
        var now = telling.Events.Max(told => told.At);
        var state = Tell(DossierState.Empty, telling.Shuffled, now, Office.Reference);
        var live = new DossierView(ADossier.Code, state, Office.Reference).Line(1, now) with { NextMark = null };
        var past = new PastDossier(ADossier.Code, state, Office.Reference, new Past(now)).Line;
        past.ShouldLookLike(live with { OpenAlerts = [.. live.OpenAlerts.Select(alert => alert with { Version = 0 })] });
    });

    [Fact]
    public void Pins_that_a_change_replaced_are_in_force_until_it() => Law.Holds(Arbitrary, drawn =>
    {
        var now = ADossier.At("03-24 08:00");
        var state = Tell(DossierState.Empty, drawn.Telling.Shuffled, now, Office.Reference);
        var before = Line(state, Office.Reference, new Past(now));
        var changed = Repinned(state, now.AddDays(1));
        Line(changed, Changed, new Past(now)).ShouldLookLike(before);
        if (changed.Pin is { } pin && new PastDossier(ADossier.Code, changed, Changed, new Past(now.AddDays(1))).View is { Story.Received: not null } view)
            view.Pin.ShouldBe(pin);
    });

    [Fact]
    public void An_alert_is_told_as_it_was()
    {
        var dossier = new ADossier().Received("03-02 08:00").Climb("03-09 09:00");
        dossier.Command(new AlertCommand(dossier.Alert("due").Id, AlertAct.Acknowledge, "c1", 1, "lan", null)).Status.ShouldBe(AlertCommandStatus.Done);
        dossier.Finished("03-10 09:00");

        Open("03-09 08:59").ShouldBeEmpty();
        Open("03-09 09:00").ShouldBe([("dueSoon", AlertState.Raised, null), ("due", AlertState.Acknowledged, "lan")]);
        Open("03-10 09:00").ShouldBeEmpty();

        IEnumerable<(string, AlertState, string?)> Open(string at) =>
            new PastDossier(ADossier.Code, dossier.State, Office.Reference, new Past(ADossier.At(at))).Line.OpenAlerts.Select(alert => (alert.Rung, alert.State, alert.Owner));
    }

    private static DossierState Tell(DossierState state, ImmutableArray<DossierEvent> events, DateTimeOffset now, ReferenceData reference) =>
        Dossier.Apply(ADossier.Code, state, events, IngestMode.Live, now, reference).Next.State;

    // Without alerts: of a rung that was raised twice only the last time is kept.
    private static DossierLine Line(DossierState state, ReferenceData reference, Past past) => new PastDossier(ADossier.Code, state, reference, past).Line with { OpenAlerts = [] };

    // As a reviewed change of reference data does it.
    private static DossierState Repinned(DossierState state, DateTimeOffset at) => state.Pin is not { } pin
        ? state
        : state with
        {
            Pin = pin with { CalendarVersion = 2, PolicyVersion = 2, ProcedureVersion = pin.ProcedureVersion == 0 ? 0 : 2 },
            FormerPins = state.FormerPins.Add(new FormerPin(pin, at, "change", null)),
        };
}
