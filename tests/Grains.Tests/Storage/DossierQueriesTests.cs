using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Interfaces.Reports;
using Grains.Storage;
using Shouldly;
using Xunit;

namespace Grains.Tests.Storage;

public sealed class DossierQueriesTestsOnSqlite() : DossierQueriesTests(StoreKind.Sqlite);

[OnPostgres]
public sealed class DossierQueriesTestsOnPostgres() : DossierQueriesTests(StoreKind.Postgres);

public abstract class DossierQueriesTests(StoreKind kind) : StorageTests(kind)
{
    [StoreFact]
    public void The_index_holds_what_an_agency_must_count_and_nothing_else() => RandomLines.Check(Kind, async (store, lines) =>
    {
        var since = RandomLines.Now;
        foreach (var agency in RandomLines.Agencies)
        {
            var index = await store.Queries.ReadIndexAsync(agency, since, default).ToListAsync();

            index.ShouldBe(
                lines.Where(line => line.Agency == agency || line.Point == agency)
                    .Where(line => line.IsOpen || line.Received >= since || line.Ended >= since || line.Rating?.At >= since)
                    .Select(line => CountedDossier.Of(line, agency)),
                ignoreOrder: true);
        }
    });

    [StoreFact]
    public void Changed_rows_are_those_written_since() => RandomLines.Check(Kind, async (store, lines) =>
    {
        foreach (var agency in RandomLines.Agencies)
        {
            var changed = await store.Queries.ReadChangedAsync(agency, RandomLines.Now, default);

            changed.Select(Rows.Text).ShouldBe(
                lines.Where(line => (line.Agency == agency || line.Point == agency || line.Former.Contains(agency)) && line.Changed >= RandomLines.Now).Select(Rows.Text),
                ignoreOrder: true);
        }
    });

    [StoreFact]
    public async Task A_dossier_that_left_is_among_the_changed_of_each_agency_that_had_it()
    {
        await Store.AddAsync((Rows.Open("D-1", "B") with { Former = ["A", "Sở A", "T"] }).Write());

        foreach (var former in new[] { "A", "Sở A", "T" })
            (await Store.Queries.ReadChangedAsync(former, Rows.Monday, default)).ShouldHaveSingleItem().Former.ShouldBe(["A", "Sở A", "T"]);
        (await Store.Queries.ReadChangedAsync("Sở", Rows.Monday, default)).ShouldBeEmpty();
        (await Store.Queries.ReadIndexAsync("A", Rows.Monday, default).ToListAsync()).ShouldBeEmpty();
    }

    [StoreFact]
    public void Agencies_are_those_with_open_or_lately_ended_dossiers() => RandomLines.Check(Kind, async (store, lines) =>
        (await store.Queries.ReadAgenciesAsync(RandomLines.Now, default)).ShouldBe(
            lines.Where(line => line.IsOpen || line.Ended >= RandomLines.Now)
                .SelectMany(line => new[] { line.Agency, line.Point }).OfType<string>().Distinct(),
            ignoreOrder: true));

    [StoreTheory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public async Task An_agency_whose_last_dossier_ended_at_that_very_instant_is_still_named(int ticks, bool named)
    {
        await Store.AddAsync(Rows.Open("D-1", "A", "T").EndedAt(Rows.Monday.AddTicks(ticks)).Write());

        (await Store.Queries.ReadAgenciesAsync(Rows.Monday, default)).ShouldBe(named ? ["A", "T"] : [], ignoreOrder: true);
    }

    [StoreFact]
    public void Standing_is_what_a_recount_gives() => RandomLines.Check(Kind, async (store, lines) =>
    {
        var now = RandomLines.Now;
        (DateTimeOffset? From, DateTimeOffset? To)[] periods = [(null, null), (now, null), (null, now), (now.AddHours(-1), now.AddTicks(1))];
        foreach (var (from, to) in periods)
        {
            var counted = lines.Where(line => line.Received is { } at && (from is null || at >= from) && (to is null || at < to)).ToList();

            (await store.Queries.ReadStandingAsync(null, from, to, now, default)).ShouldBe(Recount(counted, now), ignoreOrder: true);
            (await store.Queries.ReadStandingAsync(["A", "C", "unknown"], from, to, now, default))
                .ShouldBe(Recount(counted.Where(line => line.Agency is "A" or "C"), now), ignoreOrder: true);
        }
    });

    [StoreFact]
    public async Task Only_the_very_past_of_due_is_overdue_in_the_standing()
    {
        await Store.AddAsync(Rows.Open("D-1").Write());
        var due = Rows.Open("D-1").OverdueAfter!.Value;

        (await Store.Queries.ReadStandingAsync(null, null, null, due, default)).ShouldHaveSingleItem().OpenOverdue.ShouldBe(0);
        (await Store.Queries.ReadStandingAsync(null, null, null, due.AddTicks(1), default)).ShouldHaveSingleItem().OpenOverdue.ShouldBe(1);
    }

    [StoreFact]
    public async Task Open_alerts_are_found_by_competent_agency_and_by_reception_point()
    {
        await Store.AddAsync(
            Rows.Open("D-1", "A", "T").Write().With(Rows.Alert("D-1", "due", "A"), Rows.Alert("D-1", "warning", "A") with { State = AlertState.Resolved }),
            Rows.Open("D-2", "B", "T").Write().With(Rows.Alert("D-2", "due", "B") with { State = AlertState.Acknowledged }),
            Rows.Open("D-3", "A").Write());

        (await Store.Queries.ReadOpenAlertsAsync("A", default)).ShouldBe([Rows.Alert("D-1", "due", "A")]);
        (await Store.Queries.ReadOpenAlertsAsync("T", default)).Select(alert => alert.Dossier).ShouldBe(["D-1", "D-2"], ignoreOrder: true);
        (await Store.Queries.ReadCountsAsync(default)).OpenAlerts.ShouldBe(2);
    }

    [StoreFact]
    public async Task An_alert_follows_its_dossier_and_is_replaced_by_id()
    {
        await Store.AddAsync(Rows.Open("D-1", "A").Write().With(Rows.Alert("D-1", "due", "A")));
        await Store.AddAsync((Rows.Open("D-1", "B") with { Version = 2 }).Write());

        (await Store.Queries.ReadOpenAlertsAsync("A", default)).ShouldBeEmpty();
        var changed = (await Store.Queries.ReadChangedAsync("B", Rows.Monday, default)).ShouldHaveSingleItem();
        changed.OpenAlerts.ShouldBe([Rows.Alert("D-1", "due", "A")]);

        var closed = Rows.Alert("D-1", "due", "B") with
        {
            State = AlertState.Resolved, Version = 3, Owner = "lan", AcknowledgedAt = Rows.Monday.AddTicks(7), ClosedAt = Rows.Monday, Reason = "đã xong",
        };
        await Store.AddAsync((Rows.Open("D-1", "B") with { Version = 3 }).Write().With(closed));

        (await Store.Queries.ReadOpenAlertsAsync("B", default)).ShouldBeEmpty();
        (await Store.Queries.ReadChangedAsync("B", Rows.Monday, default)).ShouldHaveSingleItem().OpenAlerts.ShouldBeEmpty();
        (await Store.Queries.ListAlertsAsync(null, AlertFilter.All, 10, null, default)).Items.ShouldBe([closed]);
    }

    [StoreFact]
    public async Task The_newest_mark_of_each_source_is_kept_at_agency_and_point()
    {
        SourceMark Mark(string source, int at, int arrived) => new(source, Rows.Monday.AddMinutes(at), Rows.Monday.AddMinutes(arrived));
        await Store.AddAsync(
            (Rows.Open("D-1", "A", "T") with { Source = Mark("s1", 5, 6) }).Write(),
            (Rows.Open("D-2", "A") with { Source = Mark("s1", 3, 9) }).Write(),
            (Rows.Open("D-3", "A") with { Source = Mark("s2", 1, 2) }).Write());
        await Store.AddAsync((Rows.Open("D-4", "A") with { Source = Mark("s2", 1, 1) }).Write(), (Rows.Open("D-5", "A") with { Source = Mark("s1", 5, 7) }).Write());

        (await Store.Queries.ReadSourcesAsync("A", default)).ShouldBe([Mark("s1", 5, 7), Mark("s2", 1, 2)], ignoreOrder: true);
        (await Store.Queries.ReadSourcesAsync("T", default)).ShouldBe([Mark("s1", 5, 6)]);
    }

    [StoreFact]
    public async Task States_of_the_past_leave_out_only_what_cannot_matter()
    {
        var before = Rows.Monday.AddDays(-40);
        await Store.AddAsync(
            Rows.Open("open").Write(), (Rows.Open("later") with { Received = Rows.Monday.AddDays(2) }).Write(), (Rows.Open("awaited") with { Received = null }).Write(),
            (Rows.Open("ended").EndedAt(Rows.Monday.AddDays(-1)) with { Received = before, Changed = before }).Write(),
            (Rows.Open("written").EndedAt(before) with { Received = before, Changed = Rows.Monday }).Write(),
            (Rows.Open("past").EndedAt(before) with { Received = before, Changed = before }).Write());

        (await CodesAsync(new StateFilter(Rows.Monday.AddDays(1)))).ShouldBe(["awaited", "ended", "open", "past", "written"]);
        (await CodesAsync(new StateFilter(Rows.Monday.AddDays(1), Rows.Monday.AddDays(-2)))).ShouldBe(["awaited", "ended", "open", "written"]);

        async Task<IEnumerable<string>> CodesAsync(StateFilter filter) => (await Store.Queries.ReadStatesAsync(filter, default).ToListAsync()).Select(state => state.Dossier).Order(StringComparer.Ordinal);
    }

    [StoreFact]
    public async Task Many_events_stream_dossier_by_dossier_in_code_order()
    {
        await Store.AddAsync([.. Enumerable.Range(0, 900).Select(i => Rows.Open($"D-{i:000}").Write(Rows.Event($"D-{i:000}", "e1"), Rows.Event($"D-{i:000}", "e2")))]);

        var read = await Store.Queries.ReadEventsAsync(default).ToListAsync();

        read.Select(item => item.Dossier).ShouldBe(Enumerable.Range(0, 900).Select(i => $"D-{i:000}"));
        read.ShouldAllBe(item => item.Events.Length == 2);
    }

    [StoreFact]
    public async Task A_reader_that_leaves_early_leaves_the_storage_usable()
    {
        await Store.AddAsync([.. Enumerable.Range(0, 1500).Select(i => Rows.Open($"D-{i}").Write())]);
        for (var i = 0; i < 20; i++)
        {
            await foreach (var _ in Store.Queries.ReadIndexAsync("H49.01", Rows.Monday, default))
                break;
        }

        await Store.AddAsync(Rows.Open("D-new").Write());
        (await Store.Queries.ReadIndexAsync("H49.01", Rows.Monday, default).ToListAsync()).Count.ShouldBe(1501);
    }

    private static IEnumerable<StandingRow> Recount(IEnumerable<DossierLine> lines, DateTimeOffset now) =>
        lines.Where(line => line.Agency is not null).GroupBy(line => line.Agency).Select(group => new StandingRow(
            group.Key,
            group.Count(),
            group.Count(line => line is { Ended: not null, Due: not null, EndedLate: false }),
            group.Count(line => line is { Ended: not null, Due: not null, EndedLate: true }),
            group.Count(line => line is { Ended: not null, Due: null }),
            group.Count(line => line.IsOpen && !line.IsOverdue(now) && line.Due is not null),
            group.Count(line => line.IsOverdue(now)),
            group.Count(line => line.IsOpen && !line.IsOverdue(now) && line.Due is null),
            group.Count(line => line.IsOpen && !line.IsOverdue(now) && line.Paused)));
}
