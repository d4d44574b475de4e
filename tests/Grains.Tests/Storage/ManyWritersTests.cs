using Grains.Interfaces.Operations;
using Grains.Storage;
using Shouldly;

namespace Grains.Tests.Storage;

public sealed class ManyWritersTestsOnSqlite() : ManyWritersTests(StoreKind.Sqlite);

[OnPostgres]
public sealed class ManyWritersTestsOnPostgres() : ManyWritersTests(StoreKind.Postgres);

public abstract class ManyWritersTests(StoreKind kind) : StorageTests(kind)
{
    [StoreFact]
    public async Task Two_thousand_at_once_are_all_kept()
    {
        await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => Task.Run(async () =>
        {
            var code = $"D-{i}";
            for (var version = 1; version <= 3; version++)
                await Store.AddAsync((Rows.Open(code) with { Version = version }).Write(Rows.Event(code, $"e{version}")));
        })));

        Store.Restart();

        (await Store.Queries.ReadCountsAsync(default)).ShouldBe(new(2000, 2000, 6000, 0, 0));
        Store.Number("SELECT count(*) FROM dossier WHERE version = 3").ShouldBe(2000);
        Store.Number("SELECT count(*) FROM dossier_event").ShouldBe(6000);
    }

    [StoreFact]
    public async Task A_closed_storage_says_so()
    {
        Store.Storage.Dispose();

        await Should.ThrowAsync<StoreUnavailableException>(Store.AddAsync(Rows.Open("D-1").Write()));
        await Should.ThrowAsync<StoreUnavailableException>(Store.Dossiers.ReadAsync("D-1", default));
        await Should.ThrowAsync<StoreUnavailableException>(Store.Queries.ReadCountsAsync(default));
    }
}
