using Grains.Storage.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Grains.Storage.Postgres;

internal sealed partial class PostgresWriter
{
    private const string InsertEvents = $"""
        WITH added AS (
          INSERT INTO dossier_event ({EventColumns.List}) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
          ON CONFLICT DO NOTHING RETURNING 1)
        INSERT INTO row_count (name, lane, rows) SELECT 'dossier_event', $9, count(*) FROM added
        ON CONFLICT (name, lane) DO UPDATE SET rows = row_count.rows + excluded.rows
        """;

    private const string CountDossiers = """
        INSERT INTO row_count (name, lane, rows) VALUES ('dossier', $1, $2)
        ON CONFLICT (name, lane) DO UPDATE SET rows = row_count.rows + excluded.rows
        """;

    private const string ReplaceAlerts = $"""
        INSERT INTO alert ({AlertColumns.Names}) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (dossier, rung) DO UPDATE SET agency = excluded.agency, to_agency = excluded.to_agency, state = excluded.state,
          raised_at = excluded.raised_at, version = excluded.version, body = excluded.body
        """;

    private const string CountAlerts = """
        UPDATE dossier d SET open_alerts = (SELECT count(*) FROM alert a WHERE a.dossier = d.dossier AND a.state IN (1, 2))
        WHERE d.dossier = ANY($1)
        """;

    private const string MarkSources = """
        INSERT INTO source_mark (agency, source, at, arrived, lane) SELECT w.*, $5 FROM unnest($1, $2, $3, $4) AS w
        ON CONFLICT (agency, source, lane) DO UPDATE SET at = excluded.at, arrived = excluded.arrived
        WHERE (excluded.at, excluded.arrived) > (source_mark.at, source_mark.arrived)
        """;

    private void AddWhatBelongsTo(List<DossierRows> written, NpgsqlBatch batch)
    {
        var events = new ColumnArrays();
        var alerts = new Dictionary<(string Dossier, string Rung), (DossierRows Rows, int Index)>();
        foreach (var rows in written)
        {
            Marks.Add(rows.Write.Line);
            for (var i = 0; i < rows.EventBodies.Length; i++)
                EventColumns.Bind(events, rows.Dossier, rows.Write.NewEvents[i], rows.EventBodies[i]).EndRow();
            for (var i = 0; i < rows.AlertBodies.Length; i++)
                alerts[(rows.Write.ChangedAlerts[i].Id.Dossier, rows.Write.ChangedAlerts[i].Id.Rung)] = (rows, i);
        }

        if (alerts.Count > 0)
            AddAlerts(alerts.Values, batch);
        if (events.Rows > 0)
            batch.BatchCommands.Add(With(events.CommandOf(InsertEvents), lane));
        if (NewDossiers > 0)
            batch.BatchCommands.Add(With(new NpgsqlBatchCommand(CountDossiers), lane, NewDossiers));
        if (Marks.Count > 0)
            AddMarks(batch);
    }

    private static void AddAlerts(IReadOnlyCollection<(DossierRows Rows, int Index)> changed, NpgsqlBatch batch)
    {
        var alerts = new ColumnArrays();
        foreach (var (rows, i) in changed)
            AlertColumns.Bind(alerts, rows.Write.ChangedAlerts[i], rows.AlertBodies[i]).EndRow();
        var dossiers = new ColumnArrays();
        foreach (var (rows, _) in changed.DistinctBy(alert => alert.Rows.Dossier))
            dossiers.Bind(rows.Dossier).EndRow();
        batch.BatchCommands.Add(alerts.CommandOf(ReplaceAlerts));
        batch.BatchCommands.Add(dossiers.CommandOf(CountAlerts));
    }

    private void AddMarks(NpgsqlBatch batch)
    {
        var marks = new ColumnArrays();
        foreach (var (agency, mark) in Marks)
            marks.Bind(agency).Bind(mark.Source).Bind(mark.At).Bind(mark.Arrived).EndRow();
        batch.BatchCommands.Add(With(marks.CommandOf(MarkSources), lane));
    }

    private static NpgsqlBatchCommand With(NpgsqlBatchCommand command, params ReadOnlySpan<long> values)
    {
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = value });
        return command;
    }
}
