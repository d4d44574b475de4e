using Grains.Interfaces.Dossiers;

namespace Grains.Storage.Sqlite;

/// <summary>The one connection that writes, its prepared statements, and what a batch adds up to write once at its end.</summary>
internal sealed class WriteConnection : IDisposable
{
    private static readonly string Values = string.Join(", ", Enumerable.Range(1, LineColumns.Names.Length).Select(i => $"?{i}"));

    private static readonly string Assignments = Assign(LineColumns.Names.Skip(1));

    private static readonly string UnindexedAssignments = Assign(LineColumns.Names.Skip(1).Except(LineColumns.Indexed));

    private static readonly string IndexedAsBound =
        $"({string.Join(", ", LineColumns.Indexed)}) IS ({string.Join(", ", LineColumns.Indexed.Select(Parameter))})";

    private readonly PreparedConnection _connection;
    private readonly Dictionary<(string Agency, string Source), SourceMark> _marks = [];
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _markSource;
    private readonly Statement _countRows;

    public WriteConnection(SqliteDatabase database)
    {
        _connection = new PreparedConnection(database.OpenWriter());
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _countRows = Prepare("UPDATE row_count SET rows = rows + ?2 WHERE name = ?1");
        _markSource = Prepare("""
            INSERT INTO source_mark (agency, source, at, arrived) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET at = excluded.at, arrived = excluded.arrived
            WHERE (excluded.at, excluded.arrived) > (source_mark.at, source_mark.arrived)
            """);
        InsertDossier = Prepare(
            $"INSERT INTO dossier ({LineColumns.List}, payload, open_alerts) VALUES ({Values}, ?24, 0) ON CONFLICT DO NOTHING");
        UpdateDossier = Prepare($"UPDATE dossier SET {Assignments}, payload = ?24 WHERE dossier = ?1 AND version = ?25");
        UpdateUnindexed = Prepare($"""
            UPDATE dossier SET {UnindexedAssignments}, payload = ?24 WHERE dossier = ?1 AND version = ?25 AND {IndexedAsBound}
            """);
        InsertEvent = Prepare("""
            INSERT INTO dossier_event (dossier, source, event_id, type, at, arrived, backfill, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT DO NOTHING
            """);
        ReplaceAlert = Prepare("""
            INSERT OR REPLACE INTO alert (dossier, rung, agency, to_agency, state, raised_at, version, body)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """);
        CountAlerts = Prepare("""
            UPDATE dossier SET open_alerts = (SELECT count(*) FROM alert a WHERE a.dossier = ?1 AND a.state IN (1, 2)) WHERE dossier = ?1
            """);
    }

    public Statement InsertDossier { get; }

    /// <summary>
    /// Touches only the row, and only when no indexed column changes, as with most events: SQLite rewrites the index entries of
    /// every column that a statement names, even with the same value.
    /// </summary>
    public Statement UpdateUnindexed { get; }

    public Statement UpdateDossier { get; }

    public Statement InsertEvent { get; }

    public Statement ReplaceAlert { get; }

    public Statement CountAlerts { get; }

    public int NewDossiers { get; set; }

    public int NewEvents { get; set; }

    private static string Assign(IEnumerable<string> columns) => string.Join(", ", columns.Select(name => $"{name} = {Parameter(name)}"));

    private static string Parameter(string column) => $"?{LineColumns.Names.IndexOf(column) + 1}";

    public Statement Prepare(string sql) => _connection.Prepare(sql);

    public void Begin()
    {
        _marks.Clear();
        NewDossiers = NewEvents = 0;
        _begin.Run();
    }

    /// <summary>Remembers how far a source has told its story; the newest of a batch is written once.</summary>
    public void Mark(string? agency, SourceMark? mark)
    {
        if (agency is null || mark is null)
            return;
        var key = (agency, mark.Source);
        if (!_marks.TryGetValue(key, out var known) || (mark.At, mark.Arrived).CompareTo((known.At, known.Arrived)) > 0)
            _marks[key] = mark;
    }

    public void Commit()
    {
        foreach (var ((agency, source), mark) in _marks)
            _markSource.Bind(agency).Bind(source).Bind(mark.At).Bind(mark.Arrived).Run();
        if (NewDossiers > 0)
            _countRows.Bind("dossier").Bind(NewDossiers).Run();
        if (NewEvents > 0)
            _countRows.Bind("dossier_event").Bind(NewEvents).Run();
        _commit.Run();
    }

    /// <summary>Rolls back what is not committed.</summary>
    public void Dispose() => _connection.Dispose();
}
