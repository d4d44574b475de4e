using Npgsql;

namespace Grains.Storage.Postgres;

/// <summary>
/// The number of a writer, held by its connection for as long as that lives. No two writers have the same one, in one process or in
/// several, so none waits for another's commit on the rows of sums that each keeps for itself.
/// </summary>
internal static class PostgresLane
{
    /// <summary>Most writers on one database: two for each of 32 silos.</summary>
    public const int MaxLanes = 64;

    /// <summary>Writers of one process, see <see cref="PostgresDatabase.Lanes"/>.</summary>
    public const int OfOneProcess = 2;

    /// <summary>Seconds that a second process waits for the first one to be gone: a killed one's connections end shortly after it.</summary>
    private const int Patience = 5;

    /// <param name="wanted">The lane of a process that has the database for itself.</param>
    /// <param name="shared">Other processes may write there too: any free lane will do.</param>
    /// <exception cref="NpgsqlException">Another process has the database for itself, or no lane is free.</exception>
    public static int Take(NpgsqlConnection connection, int wanted, bool shared)
    {
        PostgresDatabase.Execute(connection, $"SET lock_timeout = '{Patience}s'");
        // Each writer of a process that is alone holds one door, and who shares goes through both: while one of them stands, nobody comes in.
        if (shared)
            PostgresDatabase.Execute(connection, $"SELECT pg_advisory_lock_shared({PostgresSchema.LockClass}, door) FROM generate_series({Door(OfOneProcess - 1)}, {Door(0)}) door");
        else
            PostgresDatabase.Execute(connection, $"SELECT pg_advisory_lock({PostgresSchema.LockClass}, {Door(wanted)})");
        PostgresDatabase.Execute(connection, "SET lock_timeout = '10s'");
        return shared ? FirstFree(connection) : wanted;
    }

    // Numbers below zero are no lanes, and -1 is upgrading.
    private static int Door(int lane) => -2 - lane;

    private static int FirstFree(NpgsqlConnection connection)
    {
        for (var lane = 0; lane < MaxLanes; lane++)
        {
            using var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({PostgresSchema.LockClass}, {lane})", connection);
            if (command.ExecuteScalar() is true)
                return lane;
        }

        throw new NpgsqlException($"All {MaxLanes} lanes of writers are taken: too many silos write to this database.");
    }
}
