using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Monitor.Crash;

/// <summary>The database as anybody may read it, by SQL that both kinds understand.</summary>
internal sealed class Store(Func<DbConnection> connect)
{
    private static readonly string[] Types =
    [
        "", "registered", "received", "declined", "step", "supplement-requested", "supplement-received", "payment-requested", "payment-received",
        "extended", "transferred", "withdrawn", "stopped", "finished", "returned", "rated", "petitioned", "petition-answered",
    ];

    private static readonly string[] FigureNames = Crash.Figures.Names;

    /// <summary>By one role, <c>agency</c> or <c>point</c>.</summary>
    private static string GroupedBy(string role) => $"""
        SELECT {role},
          count(*) FILTER (WHERE open) AS "open",
          count(*) FILTER (WHERE open AND late) AS "overdue",
          count(*) FILTER (WHERE open AND soon AND NOT late AND NOT paused) AS "dueSoon",
          count(*) FILTER (WHERE open AND paused AND NOT late) AS "paused",
          count(*) FILTER (WHERE open AND due IS NULL) AS "noDue",
          count(*) FILTER (WHERE received >= @today AND received < @tomorrow) AS "receivedToday",
          count(*) FILTER (WHERE endedtoday) AS "endedToday",
          count(*) FILTER (WHERE endedtoday AND ended_late) AS "lateToday",
          count(*) FILTER (WHERE endedmonth AND due IS NOT NULL AND NOT ended_late) AS "endedOnTime",
          count(*) FILTER (WHERE endedmonth AND due IS NOT NULL) AS "endedWithDue",
          count(*) FILTER (WHERE rated AND rating_scale = 3) AS "rated3",
          count(*) FILTER (WHERE rated AND rating_scale = 3 AND rating_value >= 2) AS "satisfied3",
          count(*) FILTER (WHERE rated AND rating_scale = 5) AS "rated5",
          count(*) FILTER (WHERE rated AND rating_scale = 5 AND rating_value >= 4) AS "satisfied5",
          count(*) FILTER (WHERE open AND late AND age <= 864000000000) AS "d1",
          count(*) FILTER (WHERE open AND late AND age > 864000000000 AND age <= 2592000000000) AS "d3",
          count(*) FILTER (WHERE open AND late AND age > 2592000000000 AND age <= 8640000000000) AS "d10",
          count(*) FILTER (WHERE open AND late AND age > 8640000000000 AND age <= 25920000000000) AS "d30",
          count(*) FILTER (WHERE open AND late AND age > 25920000000000) AS "more",
          coalesce(min(CASE WHEN open AND late THEN overdue_after END), 0) AS "oldestDue"
        FROM (
          SELECT agency, point, received, due, paused, ended_late, rating_scale, rating_value, overdue_after, @now - overdue_after AS age,
            received IS NOT NULL AND ended IS NULL AS open,
            coalesce(overdue_after < @now, false) AS late,
            coalesce(due_soon_from <= @now, false) AS soon,
            coalesce(received IS NOT NULL AND ended >= @today AND ended < @tomorrow, false) AS endedtoday,
            coalesce(received IS NOT NULL AND ended >= @month AND ended < @tomorrow, false) AS endedmonth,
            coalesce(rated_at >= @month AND rated_at < @tomorrow, false) AS rated
          FROM dossier) d
        WHERE {role} IS NOT NULL GROUP BY {role}
        """;

    public static Store OfFile(string data) =>
        new(() => new SqliteConnection($"Data Source={Path.Combine(data, "monitor.db")};Pooling=False;Mode=ReadOnly"));

    public static Store OfPostgres(string connection) => new(() => new NpgsqlConnection(connection + ";Pooling=false"));

    public Dictionary<string, Figures> Figures(bool isReception, Day day)
    {
        var offices = Offices.All.ToDictionary(office => office.Code, _ => new Figures());
        foreach (var row in Read(GroupedBy(isReception ? "point" : "agency"), row => row, ("now", day.Now), ("today", day.Today), ("tomorrow", day.Tomorrow), ("month", day.Month)))
        {
            for (var i = 1; i < row.Length; i++)
                offices[(string)row[0]][FigureNames[i - 1]] = Number(row[i]);
        }

        return offices;
    }

    /// <summary>By agency, where no clock was ever stopped.</summary>
    public Dictionary<string, Standing> Standing(DateTimeOffset asOf) => Read(
        """
        SELECT agency,
          count(*) FILTER (WHERE ended <= @now AND due < ended),
          count(*) FILTER (WHERE ended <= @now AND due >= ended),
          count(*) FILTER (WHERE (ended IS NULL OR ended > @now) AND due < @now),
          count(*) FILTER (WHERE (ended IS NULL OR ended > @now) AND due >= @now),
          count(*) FILTER (WHERE (ended IS NULL OR ended > @now) AND due IS NULL),
          count(*) FILTER (WHERE ended <= @now AND due IS NULL)
        FROM dossier WHERE received <= @now GROUP BY agency
        """,
        row => (Agency: (string)row[0], Standing: new Standing(Number(row[1]), Number(row[2]), Number(row[3]), Number(row[4]), Number(row[5]), Number(row[6]))),
        ("now", asOf.UtcTicks)).ToDictionary();

    public List<KeptEvent> Events() => Read("SELECT dossier, source, event_id, type, at, backfill, body FROM dossier_event", row => new KeptEvent(
        (string)row[0], (string)row[1], (string)row[2], Types[Number(row[3])], Number(row[4]), Number(row[5]) != 0, (string)row[6]));

    /// <summary>By source, id and code of the refusal.</summary>
    public List<(string Source, string Id, string Code)> Refused() =>
        Read("SELECT source, event_id, code FROM refused_event", row => ((string)row[0], (string)row[1], (string)row[2]));

    public Dictionary<string, long> Versions() =>
        Read("SELECT dossier, version FROM dossier", row => ((string)row[0], Number(row[1]))).ToDictionary();

    /// <summary>By dossier and rung, as <c>dossier rung</c>.</summary>
    public Dictionary<string, AlertRow> Alerts() => Read(
        "SELECT dossier, rung, state, raised_at, version, body FROM alert",
        row => (Key: $"{row[0]} {row[1]}", Row: new AlertRow((int)Number(row[2]), Number(row[3]), (int)Number(row[4]), (string)row[5]))).ToDictionary();

    /// <summary>Late dossiers whose head of office has been told nothing, but for those of which something was filled in.</summary>
    public long LateInSilence(long now) => Count(
        """
        SELECT count(*) FROM dossier d WHERE received IS NOT NULL AND ended IS NULL AND overdue_after < @now
          AND NOT EXISTS (SELECT 1 FROM alert a WHERE a.dossier = d.dossier AND a.rung = 'due' AND a.state <> 4)
          AND NOT EXISTS (SELECT 1 FROM dossier_event e WHERE e.dossier = d.dossier AND e.backfill = (1 = 1))
        """,
        ("now", now));

    /// <summary>Alerts raised at the very tick at which an event was filled in, and so by it.</summary>
    public long RaisedByBackfill() => Count(
        """
        SELECT count(*) FROM alert a JOIN dossier_event e ON e.dossier = a.dossier AND e.arrived = a.raised_at
        WHERE e.backfill = (1 = 1)
        """);

    public long Count(string sql, params (string Name, long Value)[] values) => Read(sql, row => Number(row[0]), values)[0];

    private List<T> Read<T>(string sql, Func<object[], T> read, params (string Name, long Value)[] values)
    {
        using var connection = connect();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        using var rows = command.ExecuteReader();
        var list = new List<T>();
        while (rows.Read())
        {
            var row = new object[rows.FieldCount];
            rows.GetValues(row);
            list.Add(read(row));
        }

        return list;
    }

    private static long Number(object value) => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture);
}

/// <param name="State">1 raised, 2 acknowledged, 3 resolved, 4 withdrawn.</param>
internal sealed record AlertRow(int State, long RaisedAt, int Version, string Body)
{
    public const int Acknowledged = 2;
    public const int Resolved = 3;
    public const int Withdrawn = 4;
}
