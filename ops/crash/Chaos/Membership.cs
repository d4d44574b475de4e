using Npgsql;

namespace Monitor.Crash.Chaos;

/// <summary>When the cluster said of a silo that it is dead, as its table of members tells.</summary>
internal sealed class Membership(Cluster cluster)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private readonly HashSet<(string Address, int Generation)> _dead = [];
    private readonly List<(string Address, long At)> _deaths = [];
    private readonly Lock _gate = new();

    /// <summary>The first death of a silo at an address since a timestamp; null for none.</summary>
    public long? DeathOf(string address, long since)
    {
        lock (_gate)
            return _deaths.Where(death => death.Address == address && death.At >= since).Select(death => (long?)death.At).FirstOrDefault();
    }

    public async Task WatchAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stop);
            }
            catch (Exception away) when (away is NpgsqlException or OperationCanceledException or TimeoutException)
            {
                // The database is away or hangs: it is looked at again.
            }

            await Task.Delay(LookEvery, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(cluster.Connection + ";Pooling=false;Timeout=2;Command Timeout=2");
        await connection.OpenAsync(stop);
        while (!stop.IsCancellationRequested)
        {
            await using (var command = new NpgsqlCommand("SELECT Address, Generation FROM OrleansMembershipTable WHERE Status = 6", connection))
            await using (var rows = await command.ExecuteReaderAsync(stop))
            {
                while (await rows.ReadAsync(stop))
                    Take(rows.GetString(0), rows.GetInt32(1));
            }

            await Task.Delay(LookEvery, TimeProvider.System, stop);
        }
    }

    private void Take(string address, int generation)
    {
        lock (_gate)
        {
            if (_dead.Add((address, generation)))
                _deaths.Add((address, TimeProvider.System.GetTimestamp()));
        }
    }
}
