using Grains.Storage;
using Orleans.Storage;
using Shouldly;
using Xunit;

namespace Grains.Tests.Storage;

public sealed class ReferenceStoreTestsOnSqlite() : ReferenceStoreTests(StoreKind.Sqlite);

[OnPostgres]
public sealed class ReferenceStoreTestsOnPostgres() : ReferenceStoreTests(StoreKind.Postgres);

public abstract class ReferenceStoreTests(StoreKind kind) : StorageTests(kind)
{
    [StoreFact]
    public async Task Versions_come_back_oldest_first()
    {
        ReferenceVersion[] versions =
        [
            new("procedure", "1.001", 1, Rows.Monday.AddTicks(1), """{"name":{"vi":"Cấp lại"}}"""),
            new("agency", "H49", 1, Rows.Monday, "{}"),
            new("procedure", "1.001", 2, Rows.Monday.AddDays(1), "{}"),
        ];
        await Store.Storage.References.AddAsync(versions[..2], default);
        await Store.Storage.References.AddAsync(versions[2..], default);

        Store.Restart();

        (await Store.Storage.References.ReadAllAsync(default)).ShouldBe(versions);
    }

    [StoreFact]
    public async Task A_version_never_changes_and_nothing_is_half_added()
    {
        var first = new ReferenceVersion("calendar", "vn", 1, Rows.Monday, "{}");
        await Store.Storage.References.AddAsync([first], default);

        await Should.ThrowAsync<InconsistentStateException>(
            Store.Storage.References.AddAsync([first with { Id = "other" }, first with { Json = "[]" }], default));

        (await Store.Storage.References.ReadAllAsync(default)).ShouldBe([first]);
    }
}
