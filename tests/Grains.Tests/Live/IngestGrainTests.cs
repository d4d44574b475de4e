using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Ingest;
using Grains.Interfaces.Reports;
using Grains.Storage;
using Grains.Tests.Catalogue;
using Grains.Tests.Dossiers;
using Shouldly;
using Xunit;

namespace Grains.Tests.Live;

public sealed class IngestGrainTests : LiveTest
{
    [Fact]
    public async Task Outcomes_come_in_the_order_of_the_events_and_a_refusal_stops_nobody()
    {
        var outcomes = await Service.IngestAsync(
            Told.Received("D1", "03-02 08:00"),
            Told.Received("D2", "03-02 08:00", agency: "nobody"),
            Told.Received("D1", "03-02 08:00"),
            Told.Event(EventType.SupplementRequested, "D1", "03-02 08:30"),
            Told.Event(EventType.PaymentRequested, "D3", "03-02 10:00"),
            Told.Received("D4", "03-02 08:00"));
        outcomes.Select(outcome => outcome.Refusal?.Code ?? $"{outcome.Kind}").ShouldBe(["Applied", "unknown-agency", "Duplicate", "Applied", "in-the-future", "Applied"]);
        var figures = await Service.FiguresAsync(Office.Department);
        (figures.Open, figures.Paused).ShouldBe((2, 1));
    }

    [Fact]
    public async Task What_was_refused_is_kept_and_the_same_again_only_counts_up()
    {
        for (var i = 0; i < 3; i++)
            await Service.IngestAsync(Told.Received("D2", "03-02 08:00", agency: "nobody"));
        var page = await Service.Grains.GetGrain<IReportGrain>("any").GetDataQualityAsync(10, null, CancellationToken.None);
        var kept = page.Refused.ShouldHaveSingleItem();
        (kept.Dossier, kept.Refusal.Code, kept.Times, kept.At).ShouldBe(("D2", "unknown-agency", 3, ADossier.At("03-02 09:00")));
        page.RefusedByCode["unknown-agency"].ShouldBe(1);
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_sent_again_and_counted_once()
    {
        await Service.IngestAsync(Told.Received("D0", "03-02 08:00"));
        Service.Store.LosesAnswers = true;
        await Should.ThrowAsync<Orleans.Runtime.OrleansException>(Service.IngestAsync(Told.Received("D1", "03-02 08:00")));
        Service.Store.LosesAnswers = false;

        var again = await Service.IngestAsync(Told.Received("D1", "03-02 08:00"), Told.Event(EventType.SupplementRequested, "D1", "03-02 08:30"));

        again.Select(outcome => outcome.Kind).ShouldBe([OutcomeKind.Duplicate, OutcomeKind.Applied]);
        var figures = await Service.FiguresAsync(Office.Department);
        (figures.Open, figures.Paused).ShouldBe((2, 1));
        (await Service.Get<IDossierQueries>().ReadCountsAsync(CancellationToken.None)).Events.ShouldBe(3);
    }

    [Fact]
    public async Task A_thousand_dossiers_in_one_batch_are_all_counted()
    {
        var events = Enumerable.Range(0, 1_500).Select(i => Told.Received($"D{i}", "03-02 08:00", i % 3 == 0 ? Office.Commune : Office.Division, Office.Hall));
        (await Service.IngestAsync([.. events])).ShouldAllBe(outcome => outcome.Kind == OutcomeKind.Applied);
        (await Service.FiguresAsync(Office.Province)).Open.ShouldBe(1_500);
        (await Service.FiguresAsync(Office.Hall)).Open.ShouldBe(1_500);
        (await Service.FiguresAsync(Office.Department)).Open.ShouldBe(1_000);
    }

    [Fact]
    public async Task A_backfill_raises_nothing()
    {
        await Service.Grains.GetGrain<IIngestGrain>("door").IngestAsync([Told.Received("D1", "01-05 08:00")], IngestMode.Backfill, CancellationToken.None);
        (await Service.FiguresAsync(Office.Department)).Overdue.ShouldBe(1);
        await Service.SettleAsync(Office.Department);
        (await Service.BoardAsync(Office.Department)).OpenAlerts.ShouldBe(0);
        (await Service.DetailAsync("D1"))!.Alerts.ShouldBeEmpty();
    }
}
