using System.Collections.Immutable;
using Grains.Dossiers;
using Grains.Interfaces.Dossiers;
using Grains.Tests.Catalogue;
using Grains.Tests.Time;
using Shouldly;
using Xunit;

namespace Grains.Tests.Dossiers;

/// <summary>What is true of every dossier, whatever it is told and in whatever order.</summary>
public sealed class DossierLaws
{
    private static readonly DateTimeOffset Now = ADossier.At("03-12 10:00");

    [Theory]
    [InlineData(IngestMode.Live)]
    [InlineData(IngestMode.Backfill)]
    public void Any_order_of_arrival_in_any_batches_tells_the_same(IngestMode mode) => Law.Holds(Telling.Arbitrary, telling =>
    {
        var (ordered, _) = Apply(DossierState.Empty, telling.Events, mode);
        var shuffled = telling.Batches.Aggregate(DossierState.Empty, (state, batch) => Apply(state, batch, mode).State);
        Seen(shuffled).ShouldLookLike(Seen(ordered));
    });

    [Fact]
    public void Telling_everything_again_changes_nothing_and_gets_the_same_refusals() => Law.Holds(Telling.Arbitrary, telling =>
    {
        var (once, first) = Apply(DossierState.Empty, telling.Events, IngestMode.Live);
        var (twice, second) = Apply(once, telling.Events, IngestMode.Live);
        twice.ShouldBeSameAs(once);
        second.ShouldBe(first.Select(outcome => outcome.Kind == OutcomeKind.Applied ? EventOutcome.Duplicate : outcome));
    });

    [Fact]
    public void Every_event_is_applied_or_refused_with_a_code_and_none_is_lost() => Law.Holds(Telling.Arbitrary, telling =>
    {
        var (state, outcomes) = Apply(DossierState.Empty, telling.Shuffled, IngestMode.Live);
        outcomes.Length.ShouldBe(telling.Shuffled.Length);
        outcomes.ShouldAllBe(outcome => outcome.Kind == OutcomeKind.Applied
            || (outcome.Kind == OutcomeKind.Refused && outcome.Refusal!.Code.Length > 0 && outcome.Refusal.Message.Length > 0));
        state.Events.Select(stored => stored.Event.Id).ShouldBe(telling.Events.Select(told => told.Id), ignoreOrder: true);
    });

    [Fact]
    public void A_line_is_in_one_place_only() => Law.Holds(Telling.Arbitrary, telling =>
    {
        var (state, _) = Apply(DossierState.Empty, telling.Shuffled, IngestMode.Live);
        var line = new DossierView(ADossier.Code, state, Office.Reference).Line(1, Now);
        if (!line.IsOpen)
            (line.DueSoonFrom, line.OverdueAfter, line.NextMark, line.Paused, line.OpenAlerts.Length).ShouldBe((null, null, null, false, 0));
        if (line.Due is null)
            (line.DueSoonFrom, line.OverdueAfter, line.NextMark, line.EndedLate).ShouldBe((null, null, null, false));
        if (line.NextMark is { } mark)
            mark.ShouldBeGreaterThan(Now, "what has come was climbed when the events came in");
        (line.Received is null || line.Agency is not null).ShouldBeTrue();
        line.Flags.ShouldBe(line.Flags.Order(StringComparer.Ordinal));
    });

    [Fact]
    public void Climbing_again_at_the_same_instant_changes_nothing() => Law.Holds(Telling.Arbitrary, telling =>
    {
        var (state, _) = Apply(DossierState.Empty, telling.Shuffled, IngestMode.Live);
        var later = Dossier.Climb(ADossier.Code, state, Now.AddDays(3), Office.Reference).State;
        Dossier.Climb(ADossier.Code, later, Now.AddDays(3), Office.Reference).State.ShouldBeSameAs(later);
    });

    [Fact]
    public void What_a_decision_hands_over_is_what_its_state_tells() => Law.Holds(Telling.Arbitrary, telling =>
    {
        var next = Dossier.Apply(ADossier.Code, DossierState.Empty, telling.Shuffled, IngestMode.Live, Now, Office.Reference).Next;
        foreach (var view in new[] { next, Dossier.Climb(ADossier.Code, next.State, Now.AddDays(3), Office.Reference) })
        {
            var anew = new DossierView(ADossier.Code, view.State, Office.Reference);
            view.Line(1, Now).ShouldLookLike(anew.Line(1, Now));
            view.Detail(1, Now).ShouldLookLike(anew.Detail(1, Now));
        }
    });

    private static (DossierState State, ImmutableArray<EventOutcome> Outcomes) Apply(
        DossierState state, ImmutableArray<DossierEvent> events, IngestMode mode)
    {
        var (next, outcomes) = Dossier.Apply(ADossier.Code, state, events, mode, Now, Office.Reference);
        return (next.State, outcomes);
    }

    // Everything but what depends on the order of arrival: which event came last, and alerts that came and went meanwhile.
    private static (DossierLine Line, DossierDetail Detail) Seen(DossierState state)
    {
        var view = new DossierView(ADossier.Code, state, Office.Reference);
        var line = view.Line(1, Now);
        var alerts = line.OpenAlerts.OrderBy(alert => alert.Rung, StringComparer.Ordinal).Select(alert => alert with { Version = 1 });
        return (line with { Source = null, OpenAlerts = [.. alerts] }, view.Detail(1, Now) with { Alerts = [] });
    }
}
