using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Monitor.Bench.Bare;

/// <summary>The monitor's own database, to look at only.</summary>
internal static class MonitorDatabase
{
    /// <param name="folder">The monitor's data, when it stores in SQLite.</param>
    /// <param name="connection">Its PostgreSQL database; null for SQLite.</param>
    public static DbConnection Open(string folder, string? connection)
    {
        if (connection is null)
            return BareSqlite.Open(Path.Combine(folder, "monitor.db"), SqliteOpenMode.ReadOnly);
        var database = new NpgsqlConnection(connection + ";Pooling=false");
        database.Open();
        return database;
    }
}
