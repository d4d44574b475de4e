using Grains.Storage.Postgres;
using Npgsql;
using Shouldly;
using Tests.Shared;

namespace Grains.Tests.Storage;

/// <summary>Numbers of writers, and the two doors through which a monitor that is alone and the silos of a cluster keep one another out.</summary>
public sealed class PostgresLaneTests : IDisposable
{
    private readonly PostgresTempStorage? _store = PostgresServer.Missing is null ? new(shared: true) : null;
    private readonly List<NpgsqlConnection> _connections = [];

    public void Dispose()
    {
        _connections.ForEach(connection => connection.Dispose());
        _store?.Dispose();
    }

    [PostgresFact]
    public async Task No_two_of_many_that_come_at_once_share_a_number()
    {
        Drop(); // the fixture's own writers hold two
        var connections = Enumerable.Range(0, 20).Select(_ => Connect()).ToList();
        var lanes = await Task.WhenAll(connections.Select(connection => Task.Run(() => PostgresLane.Take(connection, wanted: 0, shared: true))));
        lanes.ShouldBe(Enumerable.Range(0, 20), ignoreOrder: true);
    }

    [PostgresFact]
    public void The_number_of_one_that_has_gone_is_given_again()
    {
        Drop();
        var first = Connect();
        (PostgresLane.Take(first, 0, shared: true), Take(shared: true), Take(shared: true)).ShouldBe((0, 1, 2));
        End(first);
        Take(shared: true).ShouldBe(0);
    }

    [PostgresFact]
    public void One_too_many_is_told_so()
    {
        Drop();
        var one = Connect();
        for (var i = 0; i < PostgresLane.MaxLanes; i++)
            PostgresLane.Take(one = Connect(), 0, shared: true);
        Should.Throw<NpgsqlException>(() => Take(shared: true)).Message.ShouldContain("All 64 lanes");
        End(one);
        Take(shared: true).ShouldBe(63);
    }

    [PostgresTheory]
    [Xunit.InlineData(0)]
    [Xunit.InlineData(1)]
    public void While_a_silo_writes_a_monitor_alone_is_refused_at_either_door(int wanted)
    {
        Drop();
        Take(shared: true);
        Should.Throw<PostgresException>(() => Take(shared: false, wanted)).SqlState.ShouldBe(PostgresErrorCodes.LockNotAvailable);
    }

    [PostgresTheory]
    [Xunit.InlineData(0)]
    [Xunit.InlineData(1)]
    public void While_a_monitor_alone_holds_either_door_a_silo_is_refused(int held)
    {
        Drop();
        Take(shared: false, held);
        Should.Throw<PostgresException>(() => Take(shared: true)).SqlState.ShouldBe(PostgresErrorCodes.LockNotAvailable);
    }

    private int Take(bool shared, int wanted = 0) => PostgresLane.Take(Connect(), wanted, shared);

    private NpgsqlConnection Connect()
    {
        var connection = new NpgsqlConnection(_store!.Connection);
        _connections.Add(connection);
        connection.Open();
        return connection;
    }

    // A server notices that a client has gone when it next looks; this one waits until it has.
    private void End(NpgsqlConnection gone)
    {
        using var command = new NpgsqlCommand($"SELECT pg_terminate_backend({gone.ProcessID}, 10000)", Connect());
        command.ExecuteScalar().ShouldBe(true);
    }

    private void Drop() => _store!.Database.Close();
}
