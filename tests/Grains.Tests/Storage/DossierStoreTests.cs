using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using Grains.Storage;
using Orleans.Storage;
using Shouldly;
using Xunit;

namespace Grains.Tests.Storage;

public sealed class DossierStoreTestsOnSqlite() : DossierStoreTests(StoreKind.Sqlite);

[OnPostgres]
public sealed class DossierStoreTestsOnPostgres() : DossierStoreTests(StoreKind.Postgres);

public abstract class DossierStoreTests(StoreKind kind) : StorageTests(kind)
{
    public static TheoryData<DateTimeOffset> Instants => new()
    {
        DateTimeOffset.MinValue,
        DateTimeOffset.MaxValue,
        new DateTimeOffset(638_000_000_000_000_001, TimeSpan.Zero),
        new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(7)),
    };

    [StoreTheory]
    [MemberData(nameof(Instants))]
    public async Task Every_column_comes_back_as_written(DateTimeOffset at)
    {
        var line = new DossierLine
        {
            Dossier = "H49.01/260302-0001",
            Version = 1,
            State = PortalState.SupplementRequested,
            Agency = "Sở Tư pháp",
            Point = "TTPVHCC",
            Procedure = "1.001234",
            Received = at,
            Ended = at,
            Due = at,
            DueSoonFrom = at,
            OverdueAfter = at,
            Paused = true,
            EndedLate = true,
            Rating = new Rating(at, 5, 4),
            NextMark = at,
            Changed = at,
            Step = "thẩm định",
            Flags = ["ended-before-start", "open-catalogue"],
            Source = new SourceMark("igate", at, at),
        };
        await Store.AddAsync(line.Write());

        var read = (await Store.Queries.ReadChangedAsync("Sở Tư pháp", DateTimeOffset.MinValue, default)).ShouldHaveSingleItem();

        read.Text().ShouldBe((line with
        {
            Received = at.ToUniversalTime(),
            Ended = at.ToUniversalTime(),
            Due = at.ToUniversalTime(),
            DueSoonFrom = at.ToUniversalTime(),
            OverdueAfter = at.ToUniversalTime(),
            Rating = new Rating(at.ToUniversalTime(), 5, 4),
            NextMark = at.ToUniversalTime(),
            Changed = at.ToUniversalTime(),
            Source = new SourceMark("igate", at.ToUniversalTime(), at.ToUniversalTime()),
        }).Text());
    }

    [StoreFact]
    public async Task What_is_unknown_stays_unknown()
    {
        var line = new DossierLine { Dossier = "D-1", Version = 1, State = PortalState.Awaited, Agency = "A", Rating = new Rating(Rows.Monday, 3, 1), Changed = Rows.Monday };
        await Store.AddAsync(line.Write());

        var read = (await Store.Queries.ReadChangedAsync("A", Rows.Monday, default)).ShouldHaveSingleItem();

        read.Text().ShouldBe(line.Text());
    }

    [StoreFact]
    public async Task A_dossier_that_was_never_written_is_null() =>
        (await Store.Dossiers.ReadAsync("D-1", default)).ShouldBeNull();

    [StoreTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task The_payload_comes_back_as_written(int length)
    {
        var payload = new byte[length];
        Random.Shared.NextBytes(payload);
        await Store.AddAsync(Rows.Open("D-1").Write() with { Payload = payload });

        var read = await Store.Dossiers.ReadAsync("D-1", default);

        read.ShouldNotBeNull().Version.ShouldBe(1);
        read.Payload.ShouldBe(payload);
    }

    [StoreFact]
    public async Task A_new_version_replaces_the_row()
    {
        await Store.AddAsync(Rows.Open("D-1").Write());
        var next = Rows.Open("D-1") with { Version = 2, Agency = "H49.02", Point = "H49.01" };
        await Store.AddAsync(next.Write() with { Payload = new byte[] { 9 } });

        (await Store.Dossiers.ReadAsync("D-1", default))!.Payload.ShouldBe([9]);
        (await Store.Queries.ReadChangedAsync("H49.02", Rows.Monday, default)).ShouldHaveSingleItem().Text().ShouldBe(next.Text());
    }

    [StoreTheory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(-1)]
    public async Task Another_version_than_expected_is_a_conflict_and_keeps_nothing(long expected)
    {
        await Store.AddAsync(Rows.Open("D-1").Write(Rows.Event("D-1", "e1")));
        var late = (Rows.Open("D-1") with { Version = 3, Source = new SourceMark("other", Rows.Monday, Rows.Monday) })
            .Write(Rows.Event("D-1", "e2")).With(Rows.Alert("D-1")) with { ExpectedVersion = expected };

        await Should.ThrowAsync<InconsistentStateException>(Store.AddAsync(late));

        (await Store.Dossiers.ReadAsync("D-1", default))!.Version.ShouldBe(1);
        (await Store.Queries.ReadCountsAsync(default)).ShouldBe(new(1, 1, 1, 0, 0));
        (await Store.Queries.ReadSourcesAsync("H49.01", default)).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task A_first_version_of_a_row_that_is_not_there_is_a_conflict() =>
        await Should.ThrowAsync<InconsistentStateException>(Store.AddAsync((Rows.Open("D-1") with { Version = 6 }).Write()));

    [StoreFact]
    public async Task A_conflict_fails_alone_among_many_at_once()
    {
        await Store.AddAsync(Rows.Open("D-0").Write());
        var writes = Enumerable.Range(0, 200).Select(i => Store.Dossiers.WriteAsync(Rows.Open($"D-{i}").Write(), default)).ToList();

        await Should.ThrowAsync<InconsistentStateException>(writes[0]);
        await Task.WhenAll(writes.Skip(1));

        (await Store.Queries.ReadCountsAsync(default)).Dossiers.ShouldBe(200);
    }

    [StoreFact]
    public async Task An_event_that_is_there_already_is_left_as_it_is()
    {
        var first = Rows.Event("D-1", "e1");
        await Store.AddAsync(Rows.Open("D-1").Write(first, first));
        var again = first with { Event = first.Event with { Step = "khác" }, Backfill = true };
        await Store.AddAsync((Rows.Open("D-1") with { Version = 2 }).Write(again, Rows.Event("D-1", "e1", "dvc")));

        var (dossier, events) = (await Store.Queries.ReadEventsAsync(default).ToListAsync()).ShouldHaveSingleItem();

        dossier.ShouldBe("D-1");
        events.Select(e => (e.Event.Source, e.Event.Step, e.Backfill)).ShouldBe([("dvc", "thẩm định", false), ("igate", "thẩm định", false)]);
        (await Store.Queries.ReadCountsAsync(default)).Events.ShouldBe(2);
    }

    [StoreFact]
    public async Task Every_field_of_an_event_comes_back_as_written()
    {
        var full = new StoredEvent(
            new DossierEvent
            {
                Id = "\"e'1\"",
                Source = "Cổng DVC",
                Dossier = "D-1",
                Type = EventType.Rated,
                At = Rows.Monday.AddTicks(1),
                Agency = "A",
                Procedure = "P",
                Channel = "online",
                Point = "T",
                Due = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(7)).AddTicks(3),
                Units = new Allowance(AllowanceUnit.WorkingDays, 2.5m),
                Reason = "thiếu giấy tờ <b>",
                Document = "12/TB",
                Ground = "bổ sung",
                Step = "s",
                Role = "r",
                Outcome = "granted",
                Value = 4,
                Scale = 5,
                Factors = ["time", "attitude"],
                Via = "kiosk",
                Petition = "PA-1",
            },
            Rows.Monday.AddTicks(2),
            Backfill: true);
        var bare = new StoredEvent(
            new DossierEvent { Id = "e2", Source = "s", Dossier = "D-1", Type = EventType.Finished, At = DateTimeOffset.MinValue }, DateTimeOffset.MaxValue, false);
        await Store.AddAsync(Rows.Open("D-1").Write(full, bare));

        var (_, events) = (await Store.Queries.ReadEventsAsync(default).ToListAsync()).ShouldHaveSingleItem();

        events.Select(Rows.Text).ShouldBe([full.Text(), bare.Text()]);
    }
}
