using System.Collections.Concurrent;
using Grains.Interfaces.Operations;
using Grains.Storage;
using Shouldly;
using Xunit;

namespace Grains.Tests.Storage;

public sealed class DurabilityTests : IDisposable
{
    private readonly TempStorage _store = new();

    [Fact]
    public async Task A_crash_loses_nothing_that_was_answered()
    {
        var answered = new ConcurrentDictionary<string, long>();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 50).Select(i => Task.Run(async () =>
        {
            for (var version = 1; !stop.IsCancellationRequested; version++)
            {
                await _store.AddAsync((Rows.Open($"D-{i}") with { Version = version }).Write(Rows.Event($"D-{i}", $"e{version}")));
                answered[$"D-{i}"] = version;
            }
        })).ToArray();
        while (answered.Count < 50 || answered.Values.Sum() < 1000)
            await Task.Yield();

        // What a killed process leaves: the file and its log, in the middle of writing, without the shared memory beside them. No
        // checkpoint happens in so few pages, so the file stays as it is while the log is copied.
        var before = answered.ToArray();
        using var crashed = new TempStorage(copyOf: _store.Folder);
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        foreach (var (dossier, version) in before)
        {
            var kept = (await crashed.Dossiers.ReadAsync(dossier, default)).ShouldNotBeNull();
            kept.Version.ShouldBeGreaterThanOrEqualTo(version);
        }

        // Row and events stand or fall together.
        crashed.Number("SELECT count(*) FROM dossier d WHERE version <> (SELECT count(*) FROM dossier_event e WHERE e.dossier = d.dossier)").ShouldBe(0);
        crashed.Number("SELECT sum(version) FROM dossier").ShouldBe(crashed.Number("SELECT rows FROM row_count WHERE name = 'dossier_event'"));
    }

    [Fact]
    public async Task A_full_disk_fails_the_batch_whole_and_heals_by_itself()
    {
        await _store.AddAsync(Rows.Open("D-0").Write());
        _store.Restart();
        _store.Database.MaxPages = (int)_store.Number("SELECT page_count FROM pragma_page_count") + 20;
        var large = new byte[20_000];
        var writes = Enumerable.Range(1, 40).ToDictionary(
            i => $"D-{i}", i => _store.Dossiers.WriteAsync(Rows.Open($"D-{i}").Write(Rows.Event($"D-{i}", "e1")) with { Payload = large }, default));
        await Task.WhenAll(writes.Values).ContinueWith(_ => { }, TaskScheduler.Default);
        var failed = writes.Where(write => write.Value.IsFaulted).Select(write => write.Key).ToList();

        failed.ShouldNotBeEmpty();
        foreach (var dossier in failed)
        {
            await Should.ThrowAsync<StoreUnavailableException>(writes[dossier]);
            (await _store.Dossiers.ReadAsync(dossier, default)).ShouldBeNull();
        }

        _store.Number("SELECT count(*) FROM dossier_event").ShouldBe(40 - failed.Count);
        _store.Database.MaxPages = null;
        // The last connection may have been opened while there was no room: then it fails once more before it makes way.
        var probe = _store.AddAsync(Rows.Open("D-probe").Write() with { Payload = large });
        await probe.ContinueWith(_ => { }, TaskScheduler.Default);
        var kept = probe.IsCompletedSuccessfully ? 42 : 41;
        await _store.AddAsync([.. failed.Select(dossier => Rows.Open(dossier).Write(Rows.Event(dossier, "e1")) with { Payload = large })]);
        (await _store.Queries.ReadCountsAsync(default)).ShouldBe(new(kept, kept, 40, 0, 0));
    }

    [Fact]
    public async Task A_folder_that_goes_away_makes_the_storage_unavailable_until_it_is_back()
    {
        Directory.Move(_store.Folder, _store.Folder + "-away");

        await Should.ThrowAsync<StoreUnavailableException>(_store.AddAsync(Rows.Open("D-1").Write()));
        await Should.ThrowAsync<StoreUnavailableException>(_store.Dossiers.ReadAsync("D-1", default));
        await Should.ThrowAsync<StoreUnavailableException>(_store.Queries.ReadCountsAsync(default));

        Directory.Move(_store.Folder + "-away", _store.Folder);
        await _store.AddAsync(Rows.Open("D-1").Write());
        (await _store.Dossiers.ReadAsync("D-1", default)).ShouldNotBeNull();
    }

    public void Dispose() => _store.Dispose();
}
