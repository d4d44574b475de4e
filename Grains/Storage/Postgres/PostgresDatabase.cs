using Grains.Storage.Sql;
using Npgsql;

namespace Grains.Storage.Postgres;

/// <summary>The database and how connections to it are set up. Our own pools keep prepared statements with their connection.</summary>
/// <param name="connection">Connection string of Npgsql; its own time-outs go before ours.</param>
/// <param name="shared">Other processes may write there too; else one at a time, and a second one is refused.</param>
internal sealed class PostgresDatabase : SqlDatabase
{
    // A dead server must be noticed in seconds, and a statement that waits for a lock for ever must end. So must, for the server, a process whose machine
    // lost its power: it would hold its locks, and keep others out, for the two hours that are usual on Linux.
    private const string SetUp = """
        SET client_min_messages = warning; SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '30s'; SET jit = off;
        SET tcp_keepalives_idle = 15; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3; SET tcp_user_timeout = '30s';
        """;

    // Every plan goes by an index whatever the statistics say, since a plan that was made for an empty table lives on.
    private const string SetUpPoints = "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET plan_cache_mode = force_generic_plan;";

    // Agencies differ by thousands of dossiers: each question is planned by what it asks for.
    private const string SetUpScans = "SET plan_cache_mode = force_custom_plan; SET default_transaction_read_only = on;";

    // An answer means that it is on the disk. Whoever asked for more, a standby's disk, keeps that.
    private const string SetUpDurability =
        "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write')";

    // What stands later in a connection string goes before. Time-outs in seconds.
    private const string Defaults = "Timeout=5;Command Timeout=20;Application Name=dossier-monitor;";

    // A machine on which everything starts at once, and code is compiled as it is first run, may take longer than a dead server should.
    private const int TimeoutAtStart = 30;

    private readonly string _connection;
    private readonly string _atStart;
    private readonly bool _shared;
    private readonly Writer?[] _opened;
    private volatile bool _hasStarted;

    public PostgresDatabase(string connection, bool shared = false)
    {
        _shared = shared;
        _opened = new Writer?[Lanes];
        var text = new NpgsqlConnectionStringBuilder(Defaults + connection)
        {
            Pooling = false, MaxAutoPrepare = 100, AutoPrepareMinUsages = 1, IncludeErrorDetail = false,
        };
        if (text.Host?.StartsWith('/') != true)
            (text.TcpKeepAlive, text.TcpKeepAliveTime, text.TcpKeepAliveInterval) = (true, 15, 5);
        _connection = text.ToString();
        text.Timeout = new NpgsqlConnectionStringBuilder($"Timeout={TimeoutAtStart};{connection}").Timeout;
        _atStart = text.ToString();
        Place = $"{text.Database ?? text.Username ?? Environment.UserName} @ {text.Host}:{text.Port}";
    }

    /// <summary>Database and server, without user and password.</summary>
    public string Place { get; }

    /// <summary>Two: one gathers and sends while the server flushes the other's commit.</summary>
    public override int Lanes => PostgresLane.OfOneProcess;

    public override string ByChange => "";

    public override string Size => "SELECT pg_database_size(current_database())";

    public override string Pulse(int lane) =>
        $"INSERT INTO row_count (name, lane, rows) VALUES ('pulse', {lane}, 1) ON CONFLICT (name, lane) DO UPDATE SET rows = row_count.rows + 1";

    /// <exception cref="NpgsqlException">It cannot be opened.</exception>
    public NpgsqlConnection Connect(string setUp = "")
    {
        var connection = new NpgsqlConnection(_hasStarted ? _connection : _atStart);
        try
        {
            connection.Open();
            Execute(connection, SetUp + setUp);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override Session OpenReader() => SessionOn(Connect(SetUpScans));

    /// <exception cref="NpgsqlException">It cannot be opened, or another process writes there.</exception>
    public override Writer OpenWriter(int lane) => Interlocked.Exchange(ref _opened[lane], null) ?? Open(lane);

    /// <summary>Opens the writers at once, so that it is known at the start whether another process has them.</summary>
    public void OpenWriters()
    {
        for (var lane = 0; lane < Lanes; lane++)
            _opened[lane] = Open(lane);
        _hasStarted = true;
    }

    public override void Close()
    {
        for (var lane = 0; lane < Lanes; lane++)
            Interlocked.Exchange(ref _opened[lane], null)?.Dispose();
    }

    public override IDossierReads OpenDossierReads() => new JoinedDossierReads(() => Connect(SetUpPoints));

    public override string Each(string parameter) => $"json_array_elements_text(CAST({parameter} AS json)) AS each (value)";

    public override string Holds(string column, string parameter) => $"position({parameter} IN {column}) > 0";

    public override string ForEach(string parameter, string select) =>
        $"SELECT d.dossier FROM json_array_elements_text(CAST({parameter} AS json)) AS a (value) CROSS JOIN LATERAL ({select}) d";

    public static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private PostgresWriter Open(int lane)
    {
        var connection = Connect(SetUpPoints + SetUpDurability);
        try
        {
            return new PostgresWriter(connection, SessionOn(connection), PostgresLane.Take(connection, lane, _shared));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static Session SessionOn(NpgsqlConnection connection) => new(connection, sql => new PostgresStatement(connection, sql));
}
