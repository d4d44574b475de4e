using Grains.Storage.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Grains.Storage.Sqlite;

/// <summary>The database file and how connections to it are set up.</summary>
internal sealed class SqliteDatabase(string folder) : SqlDatabase
{
    static SqliteDatabase()
    {
        // Each connection has one user at a time, so that SQLite need not lock it on every call: a tenth of what a long read costs.
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
    }

    public string Folder { get; } = folder;

    public string Path { get; } = System.IO.Path.Combine(folder, "monitor.db");

    /// <summary>Most pages of 4 KiB that the file may have; null for no bound but the disk's.</summary>
    public int? MaxPages { get; set; }

    /// <summary>SQLite has one writer at a time whatever we do.</summary>
    public override int Lanes => 1;

    public override string ByChange => "INDEXED BY dossier_changed";

    public override string Size => "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";

    public override long? FreeBytes => new DriveInfo(Folder).AvailableFreeSpace;

    public override string Pulse(int lane) =>
        "INSERT INTO row_count (name, rows) VALUES ('pulse', 1) ON CONFLICT (name) DO UPDATE SET rows = row_count.rows + 1";

    public override Writer OpenWriter(int lane) => new SqliteWriter(SessionOn(ConnectWriter()));

    public override Session OpenReader() => SessionOn(ConnectReader());

    public override IDossierReads OpenDossierReads() => new PooledDossierReads(new ReaderPool(OpenReader, ReaderPool.DefaultSize));

    public override string Each(string parameter) => $"json_each({parameter})";

    public override string Holds(string column, string parameter) => $"instr({column}, {parameter}) > 0";

    public override string ForEach(string parameter, string select) =>
        $"SELECT d.dossier FROM json_each({parameter}) a CROSS JOIN dossier d ON d.dossier IN ({select})";

    /// <exception cref="SqliteException">The file cannot be opened or is no database.</exception>
    public SqliteConnection ConnectWriter()
    {
        var connection = Open(SqliteOpenMode.ReadWriteCreate);
        try
        {
            // FULL: a commit is on the disk before anybody is answered. 32 MiB of log between checkpoints, 64 MiB of cache.
            Execute(connection, """
                PRAGMA busy_timeout = 5000;
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA foreign_keys = OFF;
                PRAGMA wal_autocheckpoint = 8192;
                PRAGMA journal_size_limit = 67108864;
                PRAGMA cache_size = -65536;
                PRAGMA temp_store = MEMORY;
                """);
            if (MaxPages is { } pages)
                Execute(connection, $"PRAGMA max_page_count = {pages}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <exception cref="SqliteException">The file cannot be opened.</exception>
    public SqliteConnection ConnectReader()
    {
        var connection = Open(SqliteOpenMode.ReadOnly);
        Execute(connection, "PRAGMA busy_timeout = 5000; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;");
        return connection;
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static Session SessionOn(SqliteConnection connection) => new(connection, sql => new SqliteStatement(connection, sql));

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        // Pools of our own keep prepared statements with their connection.
        var text = new SqliteConnectionStringBuilder { DataSource = Path, Mode = mode, Pooling = false };
        var connection = new SqliteConnection(text.ToString());
        connection.Open();
        return connection;
    }
}
