using Microsoft.Data.Sqlite;

namespace Monitor.Bench.Bare;

internal sealed class BareSqlite : BareStore
{
    private readonly SqliteConnection _connection;

    public BareSqlite(StoredRows rows, string folder)
        : base(rows, "@p")
    {
        _connection = Open(Path.Combine(folder, "bare.db"));
        foreach (var script in Scripts("sqlite"))
            Execute(script);
    }

    public static SqliteConnection Open(string file, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        // As the monitor's own writer: on the disk before it is answered.
        command.CommandText = mode == SqliteOpenMode.ReadOnly
            ? "PRAGMA busy_timeout = 5000"
            : "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8192; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY";
        command.ExecuteNonQuery();
        return connection;
    }

    public override async Task<TimeSpan> WriteAsync(CancellationToken cancellationToken)
    {
        using var insert = Prepare(InsertEvent, Rows.EventColumns.Length);
        using var put = Prepare(PutDossier, Rows.DossierColumns.Length);
        var began = TimeProvider.System.GetTimestamp();
        foreach (var batch in Batches)
        {
            Execute("BEGIN IMMEDIATE");
            foreach (var (dossierEvent, dossier) in batch)
            {
                Run(insert, dossierEvent);
                Run(put, dossier);
            }
            Execute("COMMIT");
        }
        await Task.CompletedTask;
        return TimeProvider.System.GetElapsedTime(began);
    }

    public override async Task<double> CommitsAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        Execute("CREATE TABLE one (id INTEGER PRIMARY KEY)");
        using var insert = Prepare("INSERT INTO one VALUES (@p1)", 1);
        var rate = await RateAsync(time, i =>
        {
            Run(insert, [i]);
            return Task.CompletedTask;
        });
        await _connection.DisposeAsync();
        return rate;
    }

    private static void Run(SqliteCommand command, object[] values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = new SqliteCommand(sql, _connection);
        for (var i = 1; i <= parameters; i++)
            command.Parameters.Add(new SqliteParameter($"@p{i}", DBNull.Value));
        command.Prepare();
        return command;
    }

    private void Execute(string sql)
    {
        using var command = new SqliteCommand(sql, _connection);
        command.ExecuteNonQuery();
    }
}
