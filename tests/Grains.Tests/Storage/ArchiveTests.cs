using Grains.Dossiers;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Storage;
using Orleans.Storage;
using Shouldly;

namespace Grains.Tests.Storage;

public sealed class SqliteArchiveTests() : ArchiveTests(StoreKind.Sqlite);

[OnPostgres]
public sealed class PostgresArchiveTests() : ArchiveTests(StoreKind.Postgres);

/// <summary>What the archive takes, and that nobody who asks notices.</summary>
public abstract class ArchiveTests(StoreKind kind) : StorageTests(kind)
{
    private static readonly DateTimeOffset Before = Rows.Monday.AddDays(30);
    private static readonly DateTimeOffset Now = Rows.Monday.AddDays(100);

    [StoreFact]
    public async Task Everybody_finds_an_archived_dossier_as_before()
    {
        await Store.AddAsync(Ended("D-1"), Ended("D-2", late: true), Write(Rows.Open("D-3")));
        var before = await FoundAsync();
        (await ArchiveAsync()).ShouldBe(2);
        Numbers().ShouldBe((1, 2, 2));
        (await FoundAsync()).ShouldBe(before);
        (await ArchiveAsync()).ShouldBe(0);
        Store.Restart();
        (await FoundAsync()).ShouldBe(before);
    }

    [StoreFact]
    public async Task What_is_open_flagged_alerted_or_of_late_stays()
    {
        var ended = Rows.Open("x").EndedAt(Rows.Monday.AddDays(2));
        await Store.AddAsync(
            Write(Rows.Open("open")),
            Write(ended with { Dossier = "flagged", Flags = ["ended-before-start"] }),
            Write(ended with { Dossier = "rated", Rating = new Rating(Before.AddDays(1), 5, 4) }),
            Write(ended with { Dossier = "changed", Changed = Before }),
            Write(Rows.Open("late-end").EndedAt(Before)),
            Write(ended with { Dossier = "never-received", Received = null }),
            Write(ended with { Dossier = "alerted" }).With(Rows.Alert("alerted")));
        (await ArchiveAsync()).ShouldBe(0);
        await Store.AddAsync(Write(ended with { Dossier = "alert-closed" }).With(Rows.Alert("alert-closed") with { State = AlertState.Withdrawn }));
        (await ArchiveAsync()).ShouldBe(1);
    }

    [StoreFact]
    public async Task A_write_brings_it_back_with_its_events()
    {
        await Store.AddAsync(Ended("D-1"), Ended("D-2"));
        var before = await FoundAsync();
        await ArchiveAsync();
        var line = Rows.Open("D-1") with { Version = 2 };
        var write = new DossierWrite(1, line, Payload("D-1", 3), [Rows.Event("D-1", "3")], []);
        await Store.AddAsync(write, Write(Rows.Open("D-4")));
        Numbers().ShouldBe((2, 5, 1));
        (await Store.Queries.ReadChangedAsync("H49.01", Rows.Monday, default)).Select(found => found.Text()).ShouldBe([line.Text(), Rows.Open("D-4").Text()], ignoreOrder: true);
        var counts = await Store.Queries.ReadCountsAsync(default);
        (counts.Dossiers, counts.Events).ShouldBe((3, 3 + 2 + 2));

        // And, ended again, it may go again.
        await Store.AddAsync(new DossierWrite(2, line.EndedAt(Rows.Monday.AddDays(3)) with { Version = 3 }, Payload("D-1", 2), [], []));
        (await ArchiveAsync()).ShouldBe(1);
        (await FoundAsync()).ShouldNotBe(before);
    }

    [StoreFact]
    public async Task A_write_by_another_version_is_refused_and_it_stays_archived()
    {
        await Store.AddAsync(Ended("D-1"));
        await ArchiveAsync();
        await Should.ThrowAsync<InconsistentStateException>(() =>
            Store.Dossiers.WriteAsync(new DossierWrite(7, Rows.Open("D-1") with { Version = 8 }, Payload("D-1", 2), [], []), default));
        Numbers().ShouldBe((0, 0, 1));
    }

    [StoreFact]
    public async Task Many_go_page_by_page()
    {
        await Store.AddAsync([.. Enumerable.Range(0, 450).Select(i => Ended($"D-{i:000}"))]);
        (await ArchiveAsync()).ShouldBe(450);
        (await Store.Queries.ReadEventsAsync(default).ToListAsync()).Count.ShouldBe(450);
    }

    private static DossierWrite Ended(string dossier, bool late = false) => Write(Rows.Open(dossier).EndedAt(Rows.Monday.AddDays(late ? 5 : 2)));

    private static DossierWrite Write(DossierLine line) =>
        new(0, line, Payload(line.Dossier, 2), [Rows.Event(line.Dossier, "1"), Rows.Event(line.Dossier, "2")], []);

    private static byte[] Payload(string dossier, int events) =>
        DossierStateJson.Write(new DossierState { Events = [.. Enumerable.Range(1, events).Select(id => Rows.Event(dossier, $"{id}"))] });

    private async Task<int> ArchiveAsync()
    {
        var (sum, after) = (0, "");
        do
        {
            var (archived, last) = await Store.Storage.Archive.ArchiveAsync(Before, after!, default);
            (sum, after) = (sum + archived, last);
        }
        while (after is not null);
        return sum;
    }

    /// <summary>Rows of the dossiers, of their events, and of the archive.</summary>
    private (long, long, long) Numbers() => (
        Store.Number("SELECT count(*) FROM dossier"), Store.Number("SELECT count(*) FROM dossier_event"), Store.Number("SELECT count(*) FROM archived_dossier"));

    private async Task<string> FoundAsync()
    {
        var text = new StringWriter();
        foreach (var dossier in new[] { "D-1", "D-2", "D-3", "D-9" })
            text.WriteLine(await Store.Dossiers.ReadAsync(dossier, default) is { } found ? $"{found.Version} {Json(found.Payload)}" : "none");
        foreach (var row in await Store.Queries.ReadStandingAsync(null, null, null, Now, default))
            text.WriteLine(row);
        foreach (var row in await Store.Queries.ReadStandingAsync(["H49.01"], Rows.Monday, Rows.Monday.AddDays(1), Now, default))
            text.WriteLine(row);
        foreach (var since in new DateTimeOffset?[] { null, Rows.Monday.AddDays(3), Now })
        {
            var states = await Store.Queries.ReadStatesAsync(new StateFilter(Now, since), default).ToListAsync();
            text.WriteLine(string.Join(' ', states.OrderBy(state => state.Dossier, StringComparer.Ordinal).Select(state => $"{state.Dossier} {Json(state.Payload)}")));
        }

        foreach (var (dossier, events) in (await Store.Queries.ReadEventsAsync(default).ToListAsync()).OrderBy(pair => pair.Dossier, StringComparer.Ordinal))
            text.WriteLine($"{dossier} {string.Join(' ', events.Select(stored => stored.Text()))}");
        text.WriteLine(await Store.Queries.ReadCountsAsync(default));
        return text.ToString();
    }

    private static string Json(byte[] payload) => System.Text.Encoding.UTF8.GetString(DossierStateJson.Write(DossierStateJson.Read(payload)));
}
