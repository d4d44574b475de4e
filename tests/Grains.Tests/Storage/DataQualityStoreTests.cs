using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Ingest;
using Grains.Storage;
using Grains.Storage.Sql;
using Shouldly;
using Xunit;

namespace Grains.Tests.Storage;

public sealed class DataQualityStoreTestsOnSqlite() : DataQualityStoreTests(StoreKind.Sqlite);

[OnPostgres]
public sealed class DataQualityStoreTestsOnPostgres() : DataQualityStoreTests(StoreKind.Postgres);

public abstract class DataQualityStoreTests(StoreKind kind) : StorageTests(kind)
{
    [StoreFact]
    public async Task Refused_events_come_back_newest_first_page_by_page()
    {
        var refused = Enumerable.Range(0, 25).Select(i => Refused($"e{i}") with { Type = i % 2 == 0 ? null : "step" }).ToList();
        await Keep([.. refused]);

        var read = new List<RefusedEvent>();
        string? cursor = null;
        do
        {
            var page = await Store.Storage.DataQuality.ReadAsync(10, cursor, default);
            read.AddRange(page.Refused);
            cursor = page.NextCursor;
            await Keep(Refused($"newer-{read.Count}"));
        }
        while (cursor is not null);

        read.ShouldBe(Enumerable.Reverse(refused));
    }

    [StoreFact]
    public async Task The_same_event_for_the_same_code_counts_up_only()
    {
        await Keep(Refused("e1"), Refused("e1") with { At = Rows.Monday.AddDays(1), Times = 2 });
        await Keep(Refused("e1"), Refused("e1", "in-the-future"), Refused("e1") with { Source = "other" });

        var page = await Read();

        page.Refused.Select(item => (item.Source, item.Refusal.Code, item.Times, item.At)).ShouldBe(
        [
            ("other", "unknown-agency", 1, Rows.Monday),
            ("igate", "in-the-future", 1, Rows.Monday),
            ("igate", "unknown-agency", 4, Rows.Monday),
        ]);
        page.RefusedByCode.ShouldBe(new Dictionary<string, int> { ["unknown-agency"] = 2, ["in-the-future"] = 1 }, ignoreOrder: true);
        (await Store.Queries.ReadCountsAsync(default)).Refused.ShouldBe(3);
    }

    [StoreFact]
    public async Task What_is_unknown_of_a_refused_event_stays_unknown()
    {
        var unreadable = new RefusedEvent(null, null, null, null, new Refusal("unreadable", null, "Dòng 3 không phải JSON."), Rows.Monday);
        await Keep(unreadable);

        (await Read()).Refused.ShouldBe([unreadable]);
    }

    [StoreFact]
    public async Task The_oldest_make_room_and_stay_counted()
    {
        using var commits = new CommitLanes(Store.Database);
        var quality = new DataQualityStore(commits, new ReaderPool(Store.Database.OpenReader, 1), maxKept: 10);
        for (var i = 0; i < 5; i++)
            await quality.KeepAsync([.. Enumerable.Range(i * 5, 5).Select(n => Refused($"e{n}"))], default);

        var page = await quality.ReadAsync(500, null, default);

        page.Refused.Select(item => item.EventId).ShouldBe(Enumerable.Range(15, 10).Reverse().Select(n => $"e{n}"));
        page.RefusedByCode["unknown-agency"].ShouldBe(25);
    }

    [StoreFact]
    public async Task Flagged_dossiers_are_listed_and_counted_by_flag()
    {
        await Store.AddAsync(
            Rows.Open("D-1").Write(),
            (Rows.Open("D-2") with { Flags = ["a"], Changed = Rows.Monday.AddTicks(1) }).Write(),
            (Rows.Open("D-3", "H49.02") with { Flags = ["a", "b"] }).Write(),
            (Rows.Open("D-4") with { Flags = ["a"] }).Write());
        await Store.AddAsync((Rows.Open("D-4") with { Version = 2 }).Write());

        var page = await Read();

        page.Flagged.Select(item => (item.Dossier, item.Agency, string.Join(' ', item.Flags))).ShouldBe(
            [("D-2", "H49.01", "a"), ("D-3", "H49.02", "a b")]);
        page.FlaggedByCode.ShouldBe(new Dictionary<string, int> { ["a"] = 2, ["b"] = 1 }, ignoreOrder: true);
        page.NextCursor.ShouldBeNull();
    }

    [StoreTheory]
    [InlineData("!")]
    [InlineData("YWJj")]
    public async Task A_cursor_that_was_never_given_out_is_refused(string cursor) =>
        await Should.ThrowAsync<ArgumentException>(() => Store.Storage.DataQuality.ReadAsync(1, cursor, default));

    [StoreTheory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task A_page_is_1_to_500_items(int limit) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Store.Storage.DataQuality.ReadAsync(limit, null, default));

    private static RefusedEvent Refused(string id, string code = "unknown-agency") =>
        new("igate", id, "D-1", "received", new Refusal(code, "agency", "Cơ quan không có."), Rows.Monday);

    private Task Keep(params RefusedEvent[] refused) => Store.Storage.DataQuality.KeepAsync(refused, default);

    private Task<Interfaces.Reports.DataQualityPage> Read() => Store.Storage.DataQuality.ReadAsync(100, null, default);
}
