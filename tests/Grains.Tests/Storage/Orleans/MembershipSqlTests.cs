using Shouldly;
using Tests.Shared;

namespace Grains.Tests.Storage.Orleans;

/// <summary>Which silos there are: every change is judged by the version of the whole table, and the loser changes nothing.</summary>
public sealed class MembershipSqlTests
{
    private const int Joining = 2;
    private const int Active = 3;
    private const int Dead = 6;
    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    [PostgresFact]
    public void The_version_row_is_made_once()
    {
        using var tables = new OrleansTables();
        tables.Ask("InsertMembershipVersionKey", ("DeploymentId", "c")).ShouldBe(true);
        tables.Ask("InsertMembershipVersionKey", ("DeploymentId", "c")).ShouldBe(false);
        Version(tables).ShouldBe(0);
    }

    [PostgresFact]
    public void A_silo_joins_with_the_version_that_it_has_seen_and_only_once()
    {
        using var tables = Begun();
        Insert(tables, silo: 1, version: 0).ShouldBe(true);
        Insert(tables, silo: 2, version: 0).ShouldBe(false, "somebody was faster");
        Insert(tables, silo: 1, version: 1).ShouldBe(false, "it is there already");
        (Version(tables), tables.Number("SELECT count(*) FROM OrleansMembershipTable")).ShouldBe((1, 1));
        Insert(tables, silo: 2, version: 1).ShouldBe(true);
        Version(tables).ShouldBe(2);
    }

    [PostgresFact]
    public void A_change_with_an_old_version_or_of_an_unknown_silo_changes_nothing()
    {
        using var tables = Begun();
        Insert(tables, silo: 1, version: 0);
        Update(tables, silo: 1, version: 1, Active).ShouldBe(true);
        Update(tables, silo: 1, version: 1, Dead).ShouldBe(false);
        Update(tables, silo: 9, version: 2, Dead).ShouldBe(false);
        Version(tables).ShouldBe(2);
        Read(tables, silo: 1)[6].ShouldBe(Active);
    }

    [PostgresFact]
    public async Task Of_many_who_change_it_at_once_one_wins()
    {
        using var tables = Begun();
        Insert(tables, silo: 1, version: 0);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Update(tables, silo: 1, version: 1, Active))));
        answers.Count(answer => answer is true).ShouldBe(1);
        Version(tables).ShouldBe(2);
    }

    [PostgresFact]
    public void A_sign_of_life_counts_no_version()
    {
        using var tables = Begun();
        Insert(tables, silo: 1, version: 0);
        tables.Rows("UpdateIAmAlivetimeKey", [.. Silo(1), ("IAmAliveTime", Now.AddMinutes(1))]);
        (Version(tables), Read(tables, silo: 1)[10]).ShouldBe((1, Now.AddMinutes(1)));
    }

    [PostgresFact]
    public void A_silo_that_is_not_there_is_read_as_the_version_alone()
    {
        using var tables = Begun();
        var row = Read(tables, silo: 1);
        row[^1].ShouldBe(0);
        row[1].ShouldBeNull();
        tables.Rows("MembershipReadAllKey", ("DeploymentId", "c")).ShouldHaveSingleItem()[1].ShouldBeNull();
        Insert(tables, silo: 1, version: 0);
        Insert(tables, silo: 2, version: 1);
        tables.Rows("MembershipReadAllKey", ("DeploymentId", "c")).Select(each => each[^1]).ShouldBe([2, 2]);
    }

    [PostgresFact]
    public void Gateways_are_those_of_active_silos_and_what_is_swept_away_is_old_and_not_active()
    {
        using var tables = Begun();
        for (var silo = 1; silo <= 3; silo++)
            Insert(tables, silo, version: silo - 1);
        Update(tables, silo: 1, version: 3, Active);
        Update(tables, silo: 2, version: 4, Dead);
        tables.Rows("GatewaysQueryKey", ("DeploymentId", "c"), ("Status", Active)).ShouldHaveSingleItem()[0].ShouldBe("10.0.0.1");

        tables.Rows("CleanupDefunctSiloEntriesKey", ("DeploymentId", "c"), ("IAmAliveTime", Now));
        tables.Number("SELECT count(*) FROM OrleansMembershipTable").ShouldBe(3, "none is older");
        tables.Rows("CleanupDefunctSiloEntriesKey", ("DeploymentId", "c"), ("IAmAliveTime", Now.AddDays(1)));
        tables.Rows("MembershipReadAllKey", ("DeploymentId", "c")).ShouldHaveSingleItem()[1].ShouldBe("10.0.0.1");

        tables.Rows("DeleteMembershipTableEntriesKey", ("DeploymentId", "c"));
        tables.Rows("MembershipReadAllKey", ("DeploymentId", "c")).ShouldBeEmpty();
    }

    private static OrleansTables Begun()
    {
        var tables = new OrleansTables();
        tables.Ask("InsertMembershipVersionKey", ("DeploymentId", "c"));
        return tables;
    }

    private static (string Name, object? Value)[] Silo(int silo) =>
        [("DeploymentId", "c"), ("Address", $"10.0.0.{silo}"), ("Port", 11_111), ("Generation", 7)];

    private static object? Insert(OrleansTables tables, int silo, int version) => tables.Ask(
        "InsertMembershipKey",
        [.. Silo(silo), ("Version", version), ("SiloName", $"s{silo}"), ("HostName", "h"), ("Status", Joining), ("ProxyPort", 30_000), ("StartTime", Now), ("IAmAliveTime", Now)]);

    private static object? Update(OrleansTables tables, int silo, int version, int status) => tables.Ask(
        "UpdateMembershipKey", [.. Silo(silo), ("Version", version), ("Status", status), ("SuspectTimes", "x"), ("IAmAliveTime", Now)]);

    private static object?[] Read(OrleansTables tables, int silo) => tables.Rows("MembershipReadRowKey", Silo(silo)).ShouldHaveSingleItem();

    private static long Version(OrleansTables tables) => tables.Number("SELECT Version FROM OrleansMembershipVersionTable");
}
