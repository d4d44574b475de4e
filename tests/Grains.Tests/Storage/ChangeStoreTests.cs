using System.Text;
using Grains.Interfaces.Changes;
using Grains.Interfaces.Dossiers;
using Grains.Storage;
using Grains.Tests.Dossiers;
using Orleans.Storage;
using Shouldly;
using Xunit;

namespace Grains.Tests.Storage;

public sealed class ChangeStoreTestsOnSqlite() : ChangeStoreTests(StoreKind.Sqlite);

[OnPostgres]
public sealed class ChangeStoreTestsOnPostgres() : ChangeStoreTests(StoreKind.Postgres);

public abstract class ChangeStoreTests(StoreKind kind) : StorageTests(kind)
{
    private static readonly ReferenceVersion Version2 = new("calendar", "vn", 2, Rows.Monday, """{"name":"Bão số 3"}""");

    private IChangeStore Changes => Store.Storage.Changes;

    [StoreFact]
    public async Task What_is_kept_comes_back_after_a_restart()
    {
        var kept = await AddAsync();
        Store.Restart();
        (await Changes.FindAsync(kept.Id, default)).ShouldLookLike(kept);
        (await Changes.ReadVersionsAsync(kept.Id, default)).ShouldBe([Version2]);
        (await Changes.FindRunningAsync(default)).ShouldBeNull();
        (await Changes.FindNewestAsync(standing: false, default)).ShouldBeNull();
    }

    [StoreFact]
    public async Task It_begins_together_with_its_versions()
    {
        var begun = Acted(await AddAsync(), ChangeState.Applying, 1);
        await Changes.BeginAsync(begun, [Version2], default);
        Store.Restart();
        (await Changes.FindRunningAsync(default)).ShouldLookLike(begun);
        (await Store.Storage.References.ReadAllAsync(default)).ShouldBe([Version2]);
    }

    [StoreFact]
    public async Task Neither_begins_when_a_version_is_there_already_or_another_runs()
    {
        await Store.Storage.References.AddAsync([Version2], default);
        var one = Acted(await AddAsync(), ChangeState.Applying, 1);
        await Should.ThrowAsync<InconsistentStateException>(Changes.BeginAsync(one, [Version2], default));
        (await Changes.FindRunningAsync(default)).ShouldBeNull();

        await Changes.BeginAsync(one, [], default);
        var other = Acted(await AddAsync(), ChangeState.Applying, 2);
        await Should.ThrowAsync<InconsistentStateException>(Changes.BeginAsync(other, [Version2 with { Version = 3 }], default));
        (await Changes.FindRunningAsync(default))!.Id.ShouldBe(one.Id);
        (await Store.Storage.References.ReadAllAsync(default)).ShouldBe([Version2]);
    }

    [StoreFact]
    public async Task The_newest_is_the_one_that_began_last()
    {
        var (first, second) = (await AddAsync(), await AddAsync());
        await Changes.EndAsync(Acted(second, ChangeState.Applied, 1), default);
        await Changes.EndAsync(Acted(first, ChangeState.Undone, 2), default);
        (await Changes.FindNewestAsync(standing: false, default))!.Id.ShouldBe(first.Id);
        (await Changes.FindNewestAsync(standing: true, default))!.Id.ShouldBe(second.Id);
        (await Changes.ListAsync(10, default)).Select(change => change.Id).ShouldBe([second.Id, first.Id]);
    }

    [StoreFact]
    public async Task Old_previews_make_room_and_what_was_applied_never_does()
    {
        var applied = await AddAsync(keep: 2);
        await Changes.EndAsync(Acted(applied, ChangeState.Applied, 1), default);
        var previews = new[] { await AddAsync(keep: 2), await AddAsync(keep: 2), await AddAsync(keep: 2) };
        (await Changes.ListAsync(10, default)).Select(change => change.Id).ShouldBe([previews[2].Id, previews[1].Id, applied.Id]);
        long.Parse(previews[2].Id, null).ShouldBeGreaterThan(long.Parse(previews[0].Id, null), "an id is never given twice");
    }

    [StoreFact]
    public async Task Open_dossiers_come_in_pages_and_those_that_a_change_has_moved_by_their_mark()
    {
        await Store.AddAsync(
            Open("D-1", "{}"), Open("D-2", """{"formerPins":[{"change":"7"}]}"""), Open("D-3", """{"formerPins":[{"change":"7"},{"change":"7-undo"}]}"""),
            Open("D-4", """{"formerPins":[{"change":"77"}]}"""),
            Rows.Open("D-5").EndedAt(Rows.Monday.AddDays(1)).Write() with { Payload = Encoding.UTF8.GetBytes("""{"formerPins":[{"change":"7"}]}""") });
        var open = Store.Storage.Open;
        (await open.ReadAsync("", 3, default)).Select(dossier => dossier.Dossier).ShouldBe(["D-1", "D-2", "D-3"]);
        (await open.ReadAsync("D-3", 3, default)).Select(dossier => dossier.Dossier).ShouldBe(["D-4"]);
        (await open.ReadMovedAsync("", 9, "7", "7-undo", default)).Select(dossier => dossier.Dossier).ShouldBe(["D-2"]);
        (await open.CountMovedAsync("7", Rows.Monday, default)).ShouldBe(3, "ended ones too");
        (await open.CountMovedAsync("7", Rows.Monday.AddSeconds(1), default)).ShouldBe(0);
    }

    [StoreFact]
    public void Counts_of_open_dossiers_are_those_of_their_lines() => RandomLines.Check(Kind, async (store, lines) =>
    {
        var open = lines.Where(line => line.IsOpen).ToList();
        (await store.Storage.Open.CountAsync(RandomLines.Now, default)).ShouldBe(new OpenCounts(
            open.Count,
            open.Count(line => line.IsDueSoon(RandomLines.Now)),
            open.Count(line => line.IsOverdue(RandomLines.Now)),
            open.Count(line => line.Due is null),
            0));
    });

    private static DossierWrite Open(string dossier, string payload) => Rows.Open(dossier).Write() with { Payload = Encoding.UTF8.GetBytes(payload) };

    private Task<ChangeDetail> AddAsync(int keep = 20) => Changes.AddAsync(
        new ChangeDetail
        {
            Kind = ReferenceKind.Calendars,
            State = ChangeState.Previewed,
            Made = Rows.Monday,
            Expires = Rows.Monday.AddDays(1),
            Basis = 3,
            Changed = ["vn"],
            Impact = new ChangeImpact { Examined = 7, Samples = [new ImpactSample(ImpactEffect.Later, "D-1", "A", null, Rows.Monday, Rows.Monday.AddTicks(1))] },
        },
        [Version2],
        keep,
        default);

    private static ChangeDetail Acted(ChangeDetail change, ChangeState state, int minute) => change with
    {
        State = state,
        Acts = change.Acts.Add(new ChangeAct(ChangeVerb.Apply, "an", "bão", Rows.Monday.AddMinutes(minute), new OpenCounts(1, 2, 3, 4, 5))),
    };
}
