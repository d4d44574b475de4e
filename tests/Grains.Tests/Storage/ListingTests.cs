using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Interfaces.Reports;
using Shouldly;
using Xunit;

namespace Grains.Tests.Storage;

public sealed class ListingTestsOnSqlite() : ListingTests(StoreKind.Sqlite);

[OnPostgres]
public sealed class ListingTestsOnPostgres() : ListingTests(StoreKind.Postgres);

public abstract class ListingTests(StoreKind kind) : StorageTests(kind)
{
    [StoreFact]
    public void Every_list_is_complete_and_in_order_whatever_the_page_size() => RandomLines.Check(Kind, async (store, lines) =>
    {
        foreach (var state in Enum.GetValues<DossierFilter>())
        {
            foreach (var limit in new[] { 1, 3, 500 })
            {
                var read = await ReadAll(store.Queries.ListAsync, ["A", "C", "A", "none"], state, limit);
                read.ShouldBe(Expected(lines.Where(line => line.Agency is "A" or "C"), state));
                var received = await ReadAll(store.Queries.ListReceivedAsync, ["A", "C", "A", "none"], state, limit);
                received.ShouldBe(Expected(lines.Where(line => line.Point is "A" or "C"), state));
            }
        }
    });

    [StoreFact]
    public async Task Pages_go_on_after_their_last_row_while_rows_come_and_go()
    {
        await Store.AddAsync([.. Enumerable.Range(0, 10).Select(i => (Rows.Open($"D-{i}") with { Due = Rows.Monday.AddHours(i) }).Write())]);
        var first = await Store.Queries.ListAsync(["H49.01"], DossierFilter.Open, 4, null, Rows.Monday, default);
        await Store.AddAsync(
            (Rows.Open("D-3") with { Version = 2 }).EndedAt(Rows.Monday).Write(),
            (Rows.Open("D-earlier") with { Due = Rows.Monday.AddHours(1) }).Write(),
            (Rows.Open("D-later") with { Due = Rows.Monday.AddHours(5) }).Write());

        var second = await Store.Queries.ListAsync(["H49.01"], DossierFilter.Open, 500, first.NextCursor, Rows.Monday, default);

        second.Items.Select(line => line.Dossier).ShouldBe(["D-4", "D-5", "D-later", "D-6", "D-7", "D-8", "D-9"]);
        second.NextCursor.ShouldBeNull();
    }

    [StoreFact]
    public async Task Four_thousand_agencies_may_be_named_at_once()
    {
        await Store.AddAsync([.. Enumerable.Range(0, 4000).Select(i => Rows.Open($"D-{i:0000}", $"A-{i}").Write().With(Rows.Alert($"D-{i:0000}", "due", $"A-{i}")))]);
        var agencies = Enumerable.Range(0, 4000).Select(i => $"A-{i}").ToList();

        var page = await Store.Queries.ListAsync(agencies, DossierFilter.Open, 500, null, Rows.Monday, default);
        var alerts = await Store.Queries.ListAlertsAsync(agencies, AlertFilter.Open, 500, null, default);

        page.Items.Select(line => line.Dossier).ShouldBe(Enumerable.Range(0, 500).Select(i => $"D-{i:0000}"));
        alerts.Items.Length.ShouldBe(500);
        (await Store.Queries.ReadStandingAsync(agencies, null, null, Rows.Monday, default)).Count.ShouldBe(4000);
    }

    [StoreFact]
    public async Task Alerts_are_listed_newest_first_by_state_and_by_either_agency()
    {
        AlertState[] states = [AlertState.Raised, AlertState.Acknowledged, AlertState.Resolved, AlertState.Withdrawn];
        var alerts = Enumerable.Range(0, 40).Select(i => Rows.Alert($"D-{i % 20}", $"r{i / 20}", i % 2 == 0 ? "A" : "B", i % 5 == 0 ? "P" : null) with
        {
            State = states[i % 4],
            RaisedAt = Rows.Monday.AddHours(i / 3),
        }).ToList();
        await Store.AddAsync([.. alerts.GroupBy(alert => alert.Dossier).Select(group => Rows.Open(group.Key).Write().With([.. group]))]);
        var newestFirst = alerts.OrderByDescending(alert => alert.RaisedAt)
            .ThenByDescending(alert => alert.Dossier, StringComparer.Ordinal).ThenByDescending(alert => alert.Rung, StringComparer.Ordinal).ToList();

        foreach (var filter in Enum.GetValues<AlertFilter>())
        {
            var expected = newestFirst.Where(alert => filter switch
            {
                AlertFilter.Open => alert.IsOpen,
                AlertFilter.All => true,
                _ => alert.State.ToString() == filter.ToString(),
            }).ToList();
            (await ReadAlerts(null, filter)).ShouldBe(expected);
            (await ReadAlerts(["P"], filter)).ShouldBe(expected.Where(alert => alert.To.Agency == "P"));
            (await ReadAlerts(["A"], filter)).ShouldBe(expected.Where(alert => alert.Agency == "A" || alert.To.Agency == "A"));
        }
    }

    [StoreFact]
    public async Task Alerts_are_listed_at_the_point_that_received_their_dossier()
    {
        await Store.AddAsync(Rows.Open("D-1", "A", point: "PT").Write().With(Rows.Alert("D-1", "due", "A")));

        (await ReadAlerts(["PT"], AlertFilter.Open)).ShouldHaveSingleItem().Dossier.ShouldBe("D-1");
        (await ReadAlerts(["OTHER"], AlertFilter.Open)).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task Listed_dossiers_carry_their_open_alerts()
    {
        await Store.AddAsync(Rows.Open("D-1").Write().With(Rows.Alert("D-1")));

        var page = await Store.Queries.ListAsync(["H49.01"], DossierFilter.Open, 1, null, Rows.Monday, default);

        page.Items.ShouldHaveSingleItem().OpenAlerts.ShouldBe([Rows.Alert("D-1")]);
    }

    [StoreTheory]
    [InlineData("!")]
    [InlineData("YWJj")]
    [InlineData("YQpiCg")]
    public async Task A_cursor_that_was_never_given_out_is_refused(string cursor)
    {
        await Should.ThrowAsync<ArgumentException>(() => Store.Queries.ListAsync([], DossierFilter.Open, 1, cursor, Rows.Monday, default));
        await Should.ThrowAsync<ArgumentException>(() => Store.Queries.ListAlertsAsync(null, AlertFilter.Open, 1, cursor, default));
    }

    private delegate Task<DossierPage> Listing(
        IReadOnlyCollection<string> agencies, DossierFilter state, int limit, string? cursor, DateTimeOffset now, CancellationToken cancellationToken);

    private static async Task<List<string>> ReadAll(Listing list, string[] agencies, DossierFilter state, int limit)
    {
        var read = new List<string>();
        string? cursor = null;
        do
        {
            var page = await list(agencies, state, limit, cursor, RandomLines.Now, default);
            page.Items.Length.ShouldBeLessThanOrEqualTo(limit);
            read.AddRange(page.Items.Select(line => line.Dossier));
            read.Count.ShouldBeLessThan(1000, "a page must not begin where the one before began");
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return read;
    }

    private static IEnumerable<string> Expected(IEnumerable<DossierLine> lines, DossierFilter state)
    {
        var now = RandomLines.Now;
        var ordered = state == DossierFilter.Ended
            ? lines.Where(line => line.Ended is not null).OrderByDescending(line => line.Ended).ThenByDescending(line => line.Dossier, StringComparer.Ordinal)
            : lines.Where(line => line.IsOpen && state switch
            {
                DossierFilter.DueSoon => line.IsDueSoon(now),
                DossierFilter.Overdue => line.IsOverdue(now),
                DossierFilter.Paused => line.Paused && !line.IsOverdue(now),
                _ => true,
            }).OrderBy(line => line.Due ?? DateTimeOffset.MaxValue).ThenBy(line => line.Dossier, StringComparer.Ordinal);
        return ordered.Select(line => line.Dossier);
    }

    private async Task<List<Alert>> ReadAlerts(string[]? agencies, AlertFilter filter)
    {
        var read = new List<Alert>();
        string? cursor = null;
        do
        {
            var page = await Store.Queries.ListAlertsAsync(agencies, filter, 3, cursor, default);
            read.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return read;
    }
}
