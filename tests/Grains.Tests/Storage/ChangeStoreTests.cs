using System.Text;
using Grains.Interfaces.Changes;
using Grains.Storage;
using Orleans.Storage;
using Shouldly;

namespace Grains.Tests.Storage;

public sealed class ChangeStoreTestsOnSqlite() : ChangeStoreTests(StoreKind.Sqlite);

[OnPostgres]
public sealed class ChangeStoreTestsOnPostgres() : ChangeStoreTests(StoreKind.Postgres);

public abstract class ChangeStoreTests(StoreKind kind) : StorageTests(kind)
{
    private static readonly ReferenceVersion[] Versions = [new("calendar", "vn", 2, Rows.Monday, """{"name":{"vi":"Lịch"}}""")];

    private static readonly ChangeDetail Preview = new()
    {
        Kind = ReferenceKind.Calendars, State = ChangeState.Previewed, Made = Rows.Monday.AddTicks(1), Expires = Rows.Monday.AddHours(1), Basis = 7, Changed = ["vn"],
    };

    [StoreFact]
    public async Task A_preview_comes_back_with_its_versions_and_the_oldest_make_room()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
            ids.Add((await Store.Storage.Changes.AddAsync(Preview, Versions, keep: 3, default)).Id);

        (await Store.Storage.Changes.ListAsync(10, default)).Select(change => change.Id).ShouldBe(Enumerable.Reverse(ids).Take(3));
        (await Store.Storage.Changes.FindAsync(ids[0], default)).ShouldBeNull();
        (await Store.Storage.Changes.FindAsync(ids[4], default))!.Made.ShouldBe(Preview.Made);
        (await Store.Storage.Changes.ReadVersionsAsync(ids[4], default)).ShouldBe(Versions);
    }

    [StoreFact]
    public async Task One_change_runs_at_a_time_and_begins_with_its_versions_or_not_at_all()
    {
        var (first, second) = (await Begun(), await Begun());
        await Store.Storage.Changes.BeginAsync(first, Versions, default);

        await Should.ThrowAsync<InconsistentStateException>(Store.Storage.Changes.BeginAsync(second, [Versions[0] with { Version = 3 }], default));

        (await Store.Storage.Changes.FindRunningAsync(default))!.Id.ShouldBe(first.Id);
        (await Store.Storage.References.ReadAllAsync(default)).ShouldBe(Versions);
        await Store.Storage.Changes.EndAsync(first with { State = ChangeState.Applied }, default);
        (await Store.Storage.Changes.FindRunningAsync(default)).ShouldBeNull();
        await Should.ThrowAsync<InconsistentStateException>(Store.Storage.Changes.BeginAsync(second, Versions, default));
        (await Store.Storage.Changes.FindNewestAsync(standing: true, default))!.Id.ShouldBe(first.Id);
    }

    [StoreFact]
    public async Task Open_dossiers_are_walked_in_order_and_found_by_the_change_that_moved_them()
    {
        DossierWrite Moved(string dossier, string change) => Rows.Open(dossier).Write() with { Payload = Encoding.UTF8.GetBytes($"{{\"change\":\"{change}\"}}") };
        await Store.AddAsync(Moved("D-2", "1"), Moved("D-1", "1"), Moved("D-3", "2"), Rows.Open("D-4").EndedAt(Rows.Monday).Write());

        (await Store.Storage.Open.ReadAsync("", 2, default)).Select(state => state.Dossier).ShouldBe(["D-1", "D-2"]);
        (await Store.Storage.Open.ReadAsync("D-2", 9, default)).Select(state => state.Dossier).ShouldBe(["D-3"]);
        (await Store.Storage.Open.ReadMovedAsync("D-1", 9, "1", "2", default)).Select(state => state.Dossier).ShouldBe(["D-2"]);
        (await Store.Storage.Open.CountMovedAsync("1", Rows.Monday, default)).ShouldBe(2);
        (await Store.Storage.Open.CountAsync(Rows.Monday, default)).ShouldBe(new OpenCounts(3, 0, 0, 0, 0));
    }

    private async Task<ChangeDetail> Begun()
    {
        var preview = await Store.Storage.Changes.AddAsync(Preview, Versions, keep: 9, default);
        return preview with { State = ChangeState.Applying, Acts = [new ChangeAct(ChangeVerb.Apply, "test", null, Rows.Monday, new OpenCounts(0, 0, 0, 0, 0))] };
    }
}
