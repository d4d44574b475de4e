using Shouldly;
using Tests.Shared;

namespace Grains.Tests.Storage.Orleans;

/// <summary>What wakes agencies. Silos share a ring of unsigned hashes, which the database holds as signed numbers.</summary>
public sealed class ReminderSqlTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    private static readonly uint[] Hashes = [0, 1, 10, 20, 0x7FFF_FFFF, 0x8000_0000, 0x8000_0001, 0xF000_0000, 0xFFFF_FFFF];

    [PostgresFact]
    public void Set_again_a_reminder_is_changed_and_its_version_counts()
    {
        using var tables = new OrleansTables();
        Set(tables, "a/x", hash: 5).ShouldBe(0);
        Set(tables, "a/x", hash: 5, period: 120_000).ShouldBe(1);
        var row = tables.Rows("ReadReminderRowKey", ("ServiceId", "c"), ("GrainId", "a/x"), ("ReminderName", "wake")).ShouldHaveSingleItem();
        row.ShouldBe(["a/x", "wake", Now, 120_000L, 1]);
        tables.Rows("ReadReminderRowKey", ("ServiceId", "c"), ("GrainId", "a/x"), ("ReminderName", "other")).ShouldBeEmpty();
        tables.Rows("ReadReminderRowsKey", ("ServiceId", "c"), ("GrainId", "a/x")).Count.ShouldBe(1);
        tables.Rows("ReadReminderRowsKey", ("ServiceId", "other"), ("GrainId", "a/x")).ShouldBeEmpty();
    }

    [PostgresFact]
    public void Who_deletes_names_the_version()
    {
        using var tables = new OrleansTables();
        Set(tables, "a/x", hash: 5);
        Set(tables, "a/x", hash: 5);
        Delete(tables, "a/x", version: 0).ShouldBe(false);
        Delete(tables, "a/x", version: 1).ShouldBe(true);
        Delete(tables, "a/x", version: 1).ShouldBe(false);
        Set(tables, "a/y", hash: 6);
        tables.Rows("DeleteReminderRowsKey", ("ServiceId", "c"));
        tables.Number("SELECT count(*) FROM OrleansRemindersTable").ShouldBe(0);
    }

    // Orleans asks with the first statement when the begin is below the end as signed numbers, else with the second.
    [PostgresFact]
    public void Every_range_of_the_ring_has_what_lies_on_it_and_its_end_but_not_its_begin()
    {
        using var tables = new OrleansTables();
        foreach (var hash in Hashes)
            Set(tables, $"a/h{hash}", unchecked((int)hash));
        using var connection = tables.Connect();
        foreach (var begin in Hashes)
        {
            foreach (var end in Hashes)
            {
                var (first, last) = (unchecked((int)begin), unchecked((int)end));
                var found = tables.Rows(
                    connection, first < last ? "ReadRangeRows1Key" : "ReadRangeRows2Key", ("ServiceId", "c"), ("BeginHash", first), ("EndHash", last));
                found.Select(row => row[0]).ShouldBe(
                    Hashes.Where(hash => begin < end ? hash > begin && hash <= end : hash > begin || hash <= end).Select(hash => (object?)$"a/h{hash}"),
                    ignoreOrder: true, $"({begin}, {end}]");
            }
        }
    }

    private static object? Set(OrleansTables tables, string grain, int hash, long period = 60_000) => tables.Ask(
        "UpsertReminderRowKey", ("ServiceId", "c"), ("GrainId", grain), ("ReminderName", "wake"), ("StartTime", Now), ("Period", period), ("GrainHash", hash));

    private static object? Delete(OrleansTables tables, string grain, int version) =>
        tables.Ask("DeleteReminderRowKey", ("ServiceId", "c"), ("GrainId", grain), ("ReminderName", "wake"), ("Version", version));
}
