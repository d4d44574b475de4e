using FsCheck;
using FsCheck.Fluent;
using Grains.Catalogue;
using Grains.Changes;
using Grains.Dossiers;
using Grains.Interfaces.Changes;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Tests.Dossiers;
using Grains.Tests.Time;
using Shouldly;
using Xunit;

namespace Grains.Tests.Changes;

/// <summary>What is true of every change of every dossier, whatever that was told.</summary>
public sealed class RepinLaws
{
    private const string Id = "7";
    private static readonly DateTimeOffset Now = ADossier.At("03-12 10:00");

    private static readonly Arbitrary<Case> Cases = Arb.From(
        from telling in Telling.Arbitrary.Generator
        from change in Gen.Elements(Moved.All.AsEnumerable())
        from mode in Gen.Elements(IngestMode.Live, IngestMode.Backfill)
        select new Case(telling, change.Kind, change.After, mode));

    [Fact]
    public void A_moved_dossier_stands_as_if_it_had_been_received_under_the_new_rules() => Law.Holds(Cases, sample =>
    {
        var after = View(sample.Applied, sample.After);
        if (ReferenceEquals(sample.Applied, sample.Before) || !WouldPinAlike(sample))
            return;
        var fresh = View(Moved.Told(sample.Telling, sample.Mode, Now, sample.After), sample.After);
        Clock(after).ShouldBe(Clock(fresh));
    });

    [Fact]
    public void A_preview_tells_what_the_change_then_does() => Law.Holds(Cases, sample =>
    {
        var impact = DossierImpact.Of(ADossier.Code, sample.Before, sample.Kind, Now, sample.After);
        (impact is null).ShouldBe(ReferenceEquals(sample.Applied, sample.Before));
        if (impact is null)
            return;
        var (was, becomes) = (View(sample.Before, sample.After).Line(1, Now), View(sample.Applied, sample.After).Line(2, Now));
        impact.Sample.DueNow.ShouldBe(was.Due);
        impact.Sample.DueAfter.ShouldBe(becomes.Due);
        (impact.Counts.BecomesLate - impact.Counts.StopsBeingLate).ShouldBe((becomes.IsOverdue(Now) ? 1 : 0) - (was.IsOverdue(Now) ? 1 : 0));
        (impact.Counts.AlertsRaised - impact.Counts.AlertsWithdrawn).ShouldBe(becomes.OpenAlerts.Length - was.OpenAlerts.Length);
        (impact.Counts.Earlier + impact.Counts.Later).ShouldBeLessThanOrEqualTo(impact.Counts.Moved);
        sample.Applied.FormerPins[^1].Due.ShouldBe(was.Due, "what was promised stays beside the new date");
    });

    [Fact]
    public void A_change_moves_a_dossier_once() => Law.Holds(Cases, sample =>
        sample.Apply(sample.Applied, Now.AddHours(1)).ShouldBeSameAs(sample.Applied));

    [Fact]
    public void The_rule_touches_exactly_the_dossiers_that_move() => Law.Holds(Cases, sample =>
    {
        var rule = new RepinRule(Moved.Change(sample.Kind), sample.After);
        var view = View(sample.Before, sample.After);
        var isTouched = sample.Before.Pin is { } pin && rule.Touches(pin) && view.IsCounted && view.Story.Ended is null;
        isTouched.ShouldBe(!ReferenceEquals(sample.Applied, sample.Before));
    });

    [Fact]
    public void Undone_is_as_if_it_had_never_been() => Law.Holds(Cases, sample =>
    {
        var undone = Repin.Undo(ADossier.Code, sample.Applied, Id, Now.AddMinutes(5), sample.After);
        undone.Pin.ShouldBe(sample.Before.Pin);
        Clock(View(undone, sample.After)).ShouldBe(Clock(View(sample.Before, sample.After)));
        // A rung may have come in those five minutes, whatever was changed.
        var untouched = ReferenceEquals(sample.Applied, sample.Before) ? sample.Before : Dossier.Climb(ADossier.Code, sample.Before, Now.AddMinutes(5), sample.After).State;
        Open(undone).ShouldBe(Open(untouched));
        undone.Spent.ShouldBe(untouched.Spent, ignoreOrder: true);
        Repin.Undo(ADossier.Code, undone, Id, Now.AddMinutes(6), sample.After).ShouldBeSameAs(undone);
        sample.Apply(undone, Now.AddMinutes(7)).ShouldBeSameAs(undone, "a change that was undone does not come back");
    });

    [Fact]
    public void What_has_ended_or_was_never_received_stays_as_it_is() => Law.Holds(Cases, sample =>
    {
        var story = View(sample.Before, sample.After).Story;
        if (story.Received is null || story.Ended is not null)
            sample.Applied.ShouldBeSameAs(sample.Before);
    });

    [Fact]
    public void A_rung_that_a_backfill_has_spent_raises_nothing() => Law.Holds(Cases, sample =>
    {
        if (sample.Mode != IngestMode.Backfill)
            return;
        var spent = sample.Before.Spent.Select(entry => entry.Rung).ToHashSet();
        sample.Applied.Alerts.Where(alert => alert.IsOpen && spent.Contains(alert.Rung)).ShouldBeEmpty();
    });

    [Fact]
    public void Nothing_is_left_to_climb_or_to_withdraw() => Law.Holds(Cases, sample =>
        Dossier.Climb(ADossier.Code, sample.Applied, Now, sample.After).State.ShouldBeSameAs(ReferenceEquals(sample.Applied, sample.Before)
            ? Dossier.Climb(ADossier.Code, sample.Before, Now, sample.After).State
            : sample.Applied));

    // A pin keeps the versions of the first reception, whatever else was told before it.
    private static bool WouldPinAlike(Case sample) =>
        Moved.Told(sample.Telling, sample.Mode, Now, sample.After).Pin == sample.Applied.Pin;

    private static (DateTimeOffset?, DateTimeOffset?, DateTimeOffset?, string) Clock(DossierView view)
    {
        var line = view.Line(1, Now);
        return (line.Due, line.DueSoonFrom, line.OverdueAfter, string.Join(' ', line.Flags));
    }

    private static IEnumerable<(string, AlertState, DateTimeOffset, string?)> Open(DossierState state) =>
        state.Alerts.Where(alert => alert.IsOpen).OrderBy(alert => alert.Rung, StringComparer.Ordinal)
            .Select(alert => (alert.Rung, alert.State, alert.Due, alert.Owner));

    private static DossierView View(DossierState state, ReferenceData reference) => new(ADossier.Code, state, reference);

    private sealed record Case
    {
        public Case(Telling telling, ReferenceKind kind, ReferenceData after, IngestMode mode)
        {
            (Telling, Kind, After, Mode) = (telling, kind, after, mode);
            Before = Moved.Told(telling, mode, Now);
            Applied = Apply(Before, Now);
        }

        public Telling Telling { get; }

        public ReferenceKind Kind { get; }

        public ReferenceData After { get; }

        public IngestMode Mode { get; }

        public DossierState Before { get; }

        public DossierState Applied { get; }

        public DossierState Apply(DossierState state, DateTimeOffset now) => Repin.Apply(ADossier.Code, state, Id, Kind, now, After);

        public override string ToString() => $"{Kind} {Mode}\n{Telling}";
    }
}
