using Grains.Interfaces.Operations;
using Grains.Storage;
using Grains.Storage.Sql;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Tests.Shared;
using Xunit;

namespace Grains.Tests.Storage;

/// <summary>On the real databases; time is the test's own.</summary>
public sealed class StorePulseTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public Task It_writes_to_SQLite_when_nobody_else_does() => WritesAsync(StoreKind.Sqlite);

    [PostgresFact]
    public Task It_writes_to_PostgreSQL_when_nobody_else_does() => WritesAsync(StoreKind.Postgres);

    [Fact]
    public async Task On_a_full_disk_small_writes_may_still_succeed_and_boards_are_not_steady_while_larger_ones_fail()
    {
        using var store = new TempStorage();
        var real = new FakeClock();
        store.Database.MaxPages = (int)store.Number("SELECT page_count FROM pragma_page_count") + 5;
        using var commits = new CommitLanes(store.Database, real);
        using var pulse = new StorePulse(store.Database, commits, real, NullLogger<StorePulse>.Instance);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await Should.ThrowAsync<StoreUnavailableException>(commits.AddAsync(Large(), default));
            (pulse.TakesWrites, pulse.IsSteady).ShouldBe((false, false));
            real.Advance(5 * Second);
            await UntilAsync(() => pulse.TakesWrites);
            pulse.IsSteady.ShouldBeFalse("its senders come again after five seconds");
        }

        real.Advance(LaneHealth.TrustAgainAfter);
        pulse.IsSteady.ShouldBeTrue();
        pulse.SteadyFor.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        await Should.ThrowAsync<StoreUnavailableException>(commits.AddAsync(Large(), default));
        pulse.IsSteady.ShouldBeFalse();
        await commits.AddAsync(new DossierRows(Rows.Open("D-2").Write()), default);
        pulse.IsSteady.ShouldBeTrue("an event was taken");
    }

    [Fact]
    public void A_commit_that_hangs_is_no_steady_storage_and_then_none_that_takes_writes()
    {
        var real = new FakeClock();
        var health = new LaneHealth(real);
        health.Begin();
        real.Advance(LaneHealth.SlowAfter);
        (health.TakesWrites, health.IsSteady).ShouldBe((true, true));
        real.Advance(Second);
        (health.TakesWrites, health.IsSteady).ShouldBe((true, false));
        real.Advance(LaneHealth.HangsAfter);
        (health.TakesWrites, health.IsSteady).ShouldBe((false, false));
        health.Succeed(isPulse: true);
        (health.TakesWrites, health.IsSteady).ShouldBe((true, true));
    }

    private static DossierRows Large() => new(Rows.Open("D-1").Write() with { Payload = new byte[100_000] });

    private static async Task WritesAsync(StoreKind kind)
    {
        using var store = TestStorage.On(kind);
        var real = new FakeClock();
        using var commits = new CommitLanes(store.Database, real);
        using var pulse = new StorePulse(store.Database, commits, real, NullLogger<StorePulse>.Instance);
        await UntilAsync(() =>
        {
            // A clock that ran on while a commit is under way would make it look slow.
            if (commits.Health.All(lane => lane.IsSteady))
                real.Advance(Second);
            return store.Number("SELECT coalesce(sum(rows), 0) FROM row_count WHERE name = 'pulse'") >= 4 * store.Database.Lanes;
        });
        await UntilAsync(() => pulse is { TakesWrites: true, IsSteady: true });
        store.Number("SELECT count(*) FROM row_count WHERE name = 'pulse'").ShouldBe(store.Database.Lanes);
        (await store.Queries.ReadCountsAsync(default)).Dossiers.ShouldBe(0);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
