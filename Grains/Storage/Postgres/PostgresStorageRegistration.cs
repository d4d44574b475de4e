using Grains.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Storage.Postgres;

public static class PostgresStorageRegistration
{
    /// <summary>
    /// Keeps dossiers, data quality and reference documents in a PostgreSQL database, whose tables are created or upgraded at once.
    /// </summary>
    /// <param name="connection">Connection string of Npgsql. Passwords may also come from PGPASSWORD or a password file.</param>
    /// <param name="simulated">The dossiers are simulated: they and real ones never share a database.</param>
    /// <param name="shared">Other processes may write there too; else a second one is refused.</param>
    /// <exception cref="StorageStartException">The database cannot be used; the message says why and holds no password.</exception>
    public static IServiceCollection AddPostgresStorage(
        this IServiceCollection services, string connection, bool simulated = false, bool shared = false)
    {
        var database = Parse(connection, shared);
        PostgresSchema.Prepare(database, simulated);

        // Scans wait for the server on threads of the pool: as many more must be there at once for everybody else.
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, Environment.ProcessorCount + ReaderPool.DefaultSize), ports);
        return services.AddStorage(database);
    }

    /// <summary>Creates or upgrades the tables that Orleans keeps in the database: membership, reminders, grain state of low rate.</summary>
    /// <exception cref="StorageStartException">The database cannot be used; the message says why and holds no password.</exception>
    public static void PrepareOrleans(string connection) => PostgresSchema.PrepareOrleans(Parse(connection, shared: true));

    /// <summary>Database and server of the connection string, without user and password.</summary>
    /// <exception cref="StorageStartException">It is no connection string.</exception>
    public static string PlaceOf(string connection) => Parse(connection, shared: false).Place;

    private static PostgresDatabase Parse(string connection, bool shared)
    {
        try
        {
            return new PostgresDatabase(connection, shared);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException or KeyNotFoundException)
        {
            // Its message may hold a part of the password.
            throw PostgresFaults.Unreadable();
        }
    }
}
