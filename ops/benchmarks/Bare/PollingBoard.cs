using System.Data.Common;

namespace Monitor.Bench.Bare;

/// <summary>A board as it is usually made: it asks the database once a second, whatever happened.</summary>
internal sealed class PollingBoard : IDisposable
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly DbConnection _connection;
    private readonly DbCommand _command;
    private readonly DbParameter _now;

    /// <inheritdoc cref="MonitorDatabase.Open"/>
    public PollingBoard(string folder, string? connection = null)
    {
        _connection = MonitorDatabase.Open(folder, connection);
        _command = _connection.CreateCommand();
        _command.CommandText = """
            SELECT agency, count(*), count(*) FILTER (WHERE overdue_after < @now)
            FROM dossier WHERE received IS NOT NULL AND ended IS NULL GROUP BY agency
            """;
        _now = _command.CreateParameter();
        (_now.ParameterName, _now.Value) = ("@now", 0L);
        _command.Parameters.Add(_now);
        _command.Prepare();
    }

    /// <summary>Open and overdue dossiers of each agency.</summary>
    public Dictionary<string, Load.Shown> Read(DateTimeOffset now)
    {
        _now.Value = now.UtcTicks;
        var boards = new Dictionary<string, Load.Shown>();
        using var reader = _command.ExecuteReader();
        while (reader.Read())
            boards.Add(reader.GetString(0), new Load.Shown((int)reader.GetInt64(1), (int)reader.GetInt64(2)));
        return boards;
    }

    /// <summary>Asks at a moment, a second later, and so on, and tells what it was told, until it is told to stop.</summary>
    /// <param name="first">Timestamp of the first time.</param>
    /// <param name="now">The service's clock at a timestamp.</param>
    public async Task RunAsync(long first, Func<long, DateTimeOffset> now, Action<long, Dictionary<string, Load.Shown>> show, CancellationToken stop) =>
        await new Load.OpenLoop(first, 1 / Every.TotalSeconds).RunAsync(
            int.MaxValue / 1_000_000,
            _ =>
            {
                if (!stop.IsCancellationRequested)
                {
                    var boards = Read(now(TimeProvider.System.GetTimestamp()));
                    show(TimeProvider.System.GetTimestamp(), boards);
                }
                return Task.CompletedTask;
            },
            stop);

    public void Dispose()
    {
        _command.Dispose();
        _connection.Dispose();
    }
}
