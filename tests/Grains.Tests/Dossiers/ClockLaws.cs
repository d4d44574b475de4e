using System.Collections.Immutable;
using Grains.Dossiers;
using Grains.Interfaces.Dossiers;
using Grains.Tests.Catalogue;
using Grains.Tests.Time;
using NodaTime.Extensions;
using Shouldly;
using Xunit;

namespace Grains.Tests.Dossiers;

/// <summary>What is true of every clock and of every ledger, whatever a dossier is told and in whatever order.</summary>
public sealed class ClockLaws
{
    private static readonly DateTimeOffset Now = ADossier.At("03-24 10:00");

    [Fact]
    public void The_ledger_adds_up_to_the_elapsed_working_time() => Law.Holds(Telling.Arbitrary, telling =>
    {
        var view = Told(telling);
        if (view.Attribution(Now) is not { } ledger)
        {
            view.Story.Received.ShouldBeNull("office hours cover everything told");
            return;
        }

        var received = view.Story.Received!.At;
        var end = view.Story.Ended ?? Now;
        (ledger.From, ledger.To).ShouldBe((received, end > received ? end : received));
        var elapsed = (decimal)Calendars.Office.Elapsed(ledger.From.ToInstant(), ledger.To.ToInstant()).BclCompatibleTicks / TimeSpan.TicksPerSecond;
        ledger.WorkingSeconds.ShouldBe(elapsed);
        ledger.Lines.Sum(line => line.WorkingSeconds).ShouldBe(elapsed);
        ledger.Spans.Sum(span => span.WorkingSeconds).ShouldBe(elapsed);
        ledger.Lines.Sum(line => line.SyncSeconds).ShouldBe(ledger.SyncSeconds);
        ledger.Lines.ShouldAllBe(line => line.SyncSeconds >= 0 && line.SyncSeconds <= line.WorkingSeconds);
    });

    [Fact]
    public void Every_instant_is_in_exactly_one_stretch() => Law.Holds(Telling.Arbitrary, telling =>
    {
        if (Told(telling).Attribution(Now) is not { Spans: [var first, .., var last] spans } ledger)
            return;
        (first.From, last.To).ShouldBe((ledger.From, ledger.To));
        for (var i = 1; i < spans.Length; i++)
            spans[i].From.ShouldBe(spans[i - 1].To);
        spans.ShouldAllBe(span => span.From < span.To);
    });

    [Fact]
    public void What_the_citizen_is_charged_with_is_what_the_pauses_took() => Law.Holds(Telling.Arbitrary, telling =>
    {
        var view = Told(telling);
        if (view.Attribution(Now) is not { } ledger)
            return;
        var paused = view.Story.Pauses.WorkingTime(Calendars.Office, ledger.From.ToInstant(), ledger.To.ToInstant());
        ledger.Lines.Where(line => line.Kind == AttributionLine.Citizen).Sum(line => line.WorkingSeconds)
            .ShouldBe((decimal)paused.BclCompatibleTicks / TimeSpan.TicksPerSecond);
    });

    [Fact]
    public void A_change_of_calendars_procedures_and_policy_moves_no_clock_of_a_dossier_that_was_received() => Law.Holds(Telling.Arbitrary, telling =>
    {
        var state = Apply(telling.Shuffled).Next.State;
        if (state.Pin is null)
            return;
        var closed = Calendars.OfficeDocument() with { YearlyClosed = ["03-03", "03-06", "03-10"] };
        var changed = Office.Reference.With(new()
        {
            Calendars = [("office", 2, closed), ("other", 1, closed with { Id = "other" })],
            Agencies = [(Office.Commune, 2, Office.Agency(Office.Commune, Office.Province) with { OpenCatalogue = true, Calendar = "other" })],
            Procedures = [("full", 2, Office.Full with { Commitment = null }), ("five-days", 2, Office.Full with { Code = "five-days" })],
            Policies = [(Grains.Catalogue.ReferenceData.PolicyId, 2, Office.Policy with { Petition = new(Interfaces.Catalogue.AllowanceUnit.Hours, 1) })],
        });
        var (before, after) = (new DossierView(ADossier.Code, state, Office.Reference).Detail(1, Now), new DossierView(ADossier.Code, state, changed).Detail(1, Now));
        after.Clocks.ShouldLookLike(before.Clocks);
        after.Attribution.ShouldLookLike(before.Attribution);
    });

    [Fact]
    public void Whenever_each_event_comes_in_the_same_holders_had_the_same_time() => Law.Holds(Telling.Arbitrary, telling =>
    {
        var (state, comes) = (DossierState.Empty, Now);
        foreach (var told in telling.Shuffled)
            state = Dossier.Apply(ADossier.Code, state, [told], IngestMode.Live, comes = comes.AddHours(1), Office.Reference).Next.State;
        static IEnumerable<AttributionLine>? Unsynced(Attribution? ledger) => ledger?.Spans.Select(span => span with { SyncSeconds = 0 });
        Unsynced(new DossierView(ADossier.Code, state, Office.Reference).Attribution(Now)).ShouldLookLike(Unsynced(Told(telling).Attribution(Now)));
    });

    [Fact]
    public void A_clock_is_late_by_its_own_due_alone() => Law.Holds(Telling.Arbitrary, telling =>
    {
        foreach (var clock in Told(telling).Detail(1, Now).Clocks)
        {
            var stop = clock.Ended ?? clock.Pauses.FirstOrDefault(pause => pause.To is null)?.From ?? Now;
            if (clock.Kind != "handling")
                clock.Late.ShouldBe(clock.Due < stop);
            (clock.State == "overdue").ShouldBe(clock.Late && clock.Ended is null);
            if (clock.Due is null)
                clock.Late.ShouldBeFalse();
        }
    });

    private static DossierView Told(Telling telling) => new(ADossier.Code, Apply(telling.Shuffled).Next.State, Office.Reference);

    private static (DossierView Next, ImmutableArray<EventOutcome>) Apply(ImmutableArray<DossierEvent> events) =>
        Dossier.Apply(ADossier.Code, DossierState.Empty, events, IngestMode.Live, Now, Office.Reference);
}
