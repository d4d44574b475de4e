using Grains.Interfaces.Operations;
using Grains.Storage;
using Grains.Storage.Postgres;
using Grains.Storage.Sql;
using Npgsql;
using Orleans.Storage;
using Shouldly;
using Tests.Shared;

namespace Grains.Tests.Storage;

/// <summary>What only a server can do to us: other writers, lost connections, texts that it does not take.</summary>
public sealed class PostgresStoreTests : IDisposable
{
    private readonly PostgresTempStorage _store = new(shared: true);

    [PostgresFact]
    public async Task Versions_of_one_dossier_written_at_once_follow_one_another_or_conflict()
    {
        var writes = Enumerable.Range(1, 50).Select(version => _store.Dossiers.WriteAsync(
            (Rows.Open("D-1") with { Version = version }).Write(Rows.Event("D-1", $"e{version}")), default)).ToList();
        await Task.WhenAll(writes).ContinueWith(_ => { }, TaskScheduler.Default);

        writes.ShouldAllBe(write => write.IsCompletedSuccessfully);
        (await _store.Dossiers.ReadAsync("D-1", default))!.Version.ShouldBe(50);
        (await _store.Queries.ReadCountsAsync(default)).ShouldBe(new(1, 1, 50, 0, 0));
    }

    [PostgresFact]
    public async Task Two_processes_on_one_database_conflict_row_by_row()
    {
        using var other = new SqlStorage(new PostgresDatabase(_store.Connection, shared: true));
        await _store.AddAsync([.. Enumerable.Range(0, 100).Select(i => Rows.Open($"D-{i}").Write())]);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).SelectMany(i => new[] { _store.Dossiers, other.Dossiers }.Select(async (store, process) =>
        {
            try
            {
                await store.WriteAsync((Rows.Open($"D-{i}") with { Version = 2 }).Write(Rows.Event($"D-{i}", $"by-{process}")), default);
                return 1;
            }
            catch (InconsistentStateException)
            {
                return 0;
            }
            catch (StoreUnavailableException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected })
            {
                return 0;
            }
        })));

        outcomes.Chunk(2).ShouldAllBe(both => both.Sum() <= 1, "never both");
        outcomes.Sum().ShouldBeGreaterThan(0);
        _store.Number("SELECT count(*) FROM dossier_event").ShouldBe(outcomes.Sum());
        _store.Number("SELECT count(*) FROM dossier WHERE version = 2").ShouldBe(outcomes.Sum());
        (await _store.Queries.ReadCountsAsync(default)).Events.ShouldBe(outcomes.Sum());
    }

    [PostgresFact]
    public async Task A_lost_connection_fails_a_batch_whole_and_the_next_one_has_a_new_one()
    {
        await _store.AddAsync(Rows.Open("D-0").Write());
        Cut();

        // Whichever of the writers was cut says so once; reading notices nothing.
        (await _store.Dossiers.ReadAsync("D-0", default)).ShouldNotBeNull();
        (await _store.Queries.ReadCountsAsync(default)).Dossiers.ShouldBe(1);
        var writes = Enumerable.Range(1, 40).ToDictionary(i => $"D-{i}", i => _store.Dossiers.WriteAsync(Rows.Open($"D-{i}").Write(Rows.Event($"D-{i}", "e")), default));
        await Task.WhenAll(writes.Values).ContinueWith(_ => { }, TaskScheduler.Default);
        foreach (var (dossier, write) in writes)
        {
            if (write.IsFaulted)
                await Should.ThrowAsync<StoreUnavailableException>(write);
            (await _store.Dossiers.ReadAsync(dossier, default) is null).ShouldBe(write.IsFaulted);
        }

        await _store.AddAsync([.. writes.Where(write => write.Value.IsFaulted).Select(write => Rows.Open(write.Key).Write(Rows.Event(write.Key, "e")))]);
        (await _store.Queries.ReadCountsAsync(default)).ShouldBe(new(41, 41, 40, 0, 0));
    }

    [PostgresFact]
    public async Task A_write_that_was_kept_without_an_answer_is_a_conflict_when_it_comes_again()
    {
        var write = Rows.Open("D-1").Write(Rows.Event("D-1", "e1"));
        await _store.AddAsync(write);

        await Should.ThrowAsync<InconsistentStateException>(_store.AddAsync(write));

        var stored = (await _store.Dossiers.ReadAsync("D-1", default)).ShouldNotBeNull();
        stored.Version.ShouldBe(1);
        await _store.AddAsync((Rows.Open("D-1") with { Version = 2 }).Write(Rows.Event("D-1", "e1"), Rows.Event("D-1", "e2")));
        (await _store.Queries.ReadCountsAsync(default)).Events.ShouldBe(2);
    }

    [PostgresFact]
    public async Task A_text_that_PostgreSQL_cannot_hold_fails_nobody()
    {
        await _store.AddAsync(
            (Rows.Open("D-1") with { Step = "a\0b" }).Write(),
            (Rows.Open("D-2") with { Step = "half \ud83d" }).Write(),
            (Rows.Open("D-3") with { Step = "thẩm định 🙂" }).Write());

        var lines = await _store.Queries.ReadChangedAsync("H49.01", Rows.Monday, default);

        lines.OrderBy(line => line.Dossier, StringComparer.Ordinal).Select(line => line.Step).ShouldBe(["a\ufffdb", "half \ufffd", "thẩm định 🙂"]);
    }

    [PostgresFact]
    public async Task Order_is_by_bytes_whatever_the_locale()
    {
        string[] codes = ["a", "B", "Z", "é", "z", "1", "Đ", "d"];
        await _store.AddAsync([.. codes.Select(code => Rows.Open(code).Write())]);

        var page = await _store.Queries.ListAsync(["H49.01"], Interfaces.Reports.DossierFilter.Open, 100, null, Rows.Monday, default);

        page.Items.Select(line => line.Dossier).ShouldBe(codes.Order(StringComparer.Ordinal));
    }

    public void Dispose() => _store.Dispose();

    private void Cut() => _store.Execute("""
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND application_name = current_schema()
        """);
}
