using Shouldly;
using Xunit;

namespace Grains.Tests.Storage;

public sealed class WorkloadQueriesTestsOnSqlite() : WorkloadQueriesTests(StoreKind.Sqlite);

[OnPostgres]
public sealed class WorkloadQueriesTestsOnPostgres() : WorkloadQueriesTests(StoreKind.Postgres);

public abstract class WorkloadQueriesTests(StoreKind kind) : StorageTests(kind)
{
    private static readonly DateTimeOffset Now = Rows.Monday.AddDays(5);

    [StoreFact]
    public async Task Agencies_come_by_what_changed_in_the_last_minute_then_by_what_is_open()
    {
        await Store.AddAsync(
            Rows.Open("D-1", "A").Write(), Rows.Open("D-2", "A").Write(), Rows.Open("D-3", "Sở B").Write(),
            (Rows.Open("D-4", "C") with { Changed = Now.AddSeconds(-59) }).Write(),
            (Rows.Open("D-5", "C") with { Changed = Now.AddSeconds(-61) }).EndedAt(Rows.Monday.AddDays(1)).Write());

        var workload = await Store.Storage.Workload.ReadAsync(["Sở B", "A", "C", "D"], Now, default);

        workload.Busiest.Select(agency => (agency.Agency, agency.Open, agency.ChangedLastMinute)).ShouldBe([("C", 1, 1), ("A", 2, 0), ("Sở B", 1, 0)]);
        workload.DatabaseBytes.ShouldBeGreaterThan(10_000);
        (workload.FreeBytes is > 0).ShouldBe(Kind == StoreKind.Sqlite);
    }

    [StoreFact]
    public async Task A_rung_is_missed_when_its_instant_passed_a_minute_ago_and_its_dossier_is_past_due()
    {
        var overdue = Rows.Open("D-1") with { NextMark = Now.AddSeconds(-61) };
        await Store.AddAsync(
            overdue.Write(),
            (overdue with { Dossier = "D-2", NextMark = Now.AddSeconds(-59) }).Write(),
            (overdue with { Dossier = "D-3", NextMark = null }).Write(),
            (overdue with { Dossier = "D-4", Due = Now.AddDays(1) }).Write(),
            (overdue with { Dossier = "D-5" }).EndedAt(Now.AddHours(-1)).Write());

        (await Store.Storage.Workload.ReadAsync([overdue.Agency!], Now, default)).LateRungs.ShouldBe(1);
    }
}
