using Grains.Storage.Sql;

namespace Grains.Storage.Sqlite;

/// <summary>The one connection that writes, row by row: in SQLite a statement costs microseconds.</summary>
internal sealed class SqliteWriter : Writer
{
    private static readonly string Values = string.Join(", ", Enumerable.Range(1, LineColumns.Names.Length).Select(i => $"?{i}"));

    private static readonly string Assignments = Assign(LineColumns.Names.Skip(1));

    private static readonly string UnindexedAssignments = Assign(LineColumns.Names.Skip(1).Except(LineColumns.Indexed));

    private static readonly string IndexedAsBound =
        $"({string.Join(", ", LineColumns.Indexed)}) IS ({string.Join(", ", LineColumns.Indexed.Select(Parameter))})";

    private static readonly string Payload = $"?{LineColumns.Names.Length + 1}";

    private static readonly string Expected = $"?{LineColumns.Names.Length + 2}";

    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _insertDossier;
    private readonly Statement _updateDossier;

    // Touches only the row, and only when no indexed column changes, as with most events: SQLite rewrites the index entries of every
    // column that a statement names, even with the same value.
    private readonly Statement _updateUnindexed;
    private readonly Statement _insertEvent;
    private readonly Statement _replaceAlert;
    private readonly Statement _countAlerts;
    private readonly Statement _markSource;
    private readonly Statement _countRows;

    public SqliteWriter(Session session)
        : base(session)
    {
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _countRows = Prepare("UPDATE row_count SET rows = rows + ?2 WHERE name = ?1");
        _markSource = Prepare("""
            INSERT INTO source_mark (agency, source, at, arrived) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET at = excluded.at, arrived = excluded.arrived
            WHERE (excluded.at, excluded.arrived) > (source_mark.at, source_mark.arrived)
            """);
        _insertDossier = Prepare(
            $"INSERT INTO dossier ({LineColumns.List}, payload, open_alerts) VALUES ({Values}, {Payload}, 0) ON CONFLICT DO NOTHING");
        _updateDossier = Prepare($"UPDATE dossier SET {Assignments}, payload = {Payload} WHERE dossier = ?1 AND version = {Expected}");
        _updateUnindexed = Prepare($"""
            UPDATE dossier SET {UnindexedAssignments}, payload = {Payload} WHERE dossier = ?1 AND version = {Expected} AND {IndexedAsBound}
            """);
        _insertEvent = Prepare($"""
            INSERT INTO dossier_event ({EventColumns.List}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING
            """);
        _replaceAlert = Prepare($"INSERT OR REPLACE INTO alert ({AlertColumns.Names}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        _countAlerts = Prepare("""
            UPDATE dossier SET open_alerts = (SELECT count(*) FROM alert a WHERE a.dossier = ?1 AND a.state IN (1, 2)) WHERE dossier = ?1
            """);
    }

    public override void Begin()
    {
        base.Begin();
        _begin.Run();
    }

    public override void Add(DossierRows rows)
    {
        if (!WriteRow(rows))
        {
            rows.RefuseVersion();
            return;
        }

        Marks.Add(rows.Write.Line);
        for (var i = 0; i < rows.EventBodies.Length; i++)
            NewEvents += EventColumns.Bind(_insertEvent, rows.Dossier, rows.Write.NewEvents[i], rows.EventBodies[i]).Run();
        for (var i = 0; i < rows.AlertBodies.Length; i++)
            AlertColumns.Bind(_replaceAlert, rows.Write.ChangedAlerts[i], rows.AlertBodies[i]).Run();
        if (rows.AlertBodies.Length > 0)
            _countAlerts.Bind(rows.Dossier).Run();
    }

    public override void Commit()
    {
        foreach (var (agency, mark) in Marks)
            _markSource.Bind(agency).Bind(mark.Source).Bind(mark.At).Bind(mark.Arrived).Run();
        if (NewDossiers > 0)
            _countRows.Bind("dossier").Bind(NewDossiers).Run();
        if (NewEvents > 0)
            _countRows.Bind("dossier_event").Bind(NewEvents).Run();
        _commit.Run();
    }

    private static string Assign(IEnumerable<string> columns) => string.Join(", ", columns.Select(name => $"{name} = {Parameter(name)}"));

    private static string Parameter(string column) => $"?{LineColumns.Names.IndexOf(column) + 1}";

    private bool WriteRow(DossierRows rows)
    {
        if (!rows.IsNew)
            return Update(_updateUnindexed, rows.Write) || Update(_updateDossier, rows.Write)
                || (ArchivedRows.TryReturn(this, rows.Dossier, rows.Write.ExpectedVersion) && Update(_updateDossier, rows.Write));

        var added = LineColumns.Bind(_insertDossier, rows.Write.Line).BindBlob(rows.Write.Payload).Run();
        NewDossiers += added;
        return added == 1;
    }

    private static bool Update(Statement statement, DossierWrite write) =>
        LineColumns.Bind(statement, write.Line).BindBlob(write.Payload).Bind(write.ExpectedVersion).Run() == 1;
}
