using Grains.Interfaces.Escalation;
using Orleans.Storage;

namespace Grains.Storage.Sqlite;

/// <summary>One dossier's row, new events and changed alerts. JSON is made here, on the caller's thread, not on the writer's.</summary>
internal sealed class DossierRows : SqliteWrite
{
    private readonly DossierWrite _write;
    private readonly byte[][] _eventBodies;
    private readonly byte[][] _alertBodies;

    public DossierRows(DossierWrite write)
    {
        _write = write;
        _eventBodies = write.NewEvents.IsDefaultOrEmpty ? [] : [.. write.NewEvents.Select(stored => EventBody.Write(stored.Event))];
        _alertBodies = write.ChangedAlerts.IsDefaultOrEmpty ? [] : [.. write.ChangedAlerts.Select(AlertBody.Write)];
        Size = 512 + write.Payload.Length + _eventBodies.Sum(body => 128 + body.Length) + _alertBodies.Sum(body => 128 + body.Length);
    }

    public override int Size { get; }

    public override void Apply(WriteConnection connection)
    {
        if (!WriteRow(connection))
        {
            Refuse(new InconsistentStateException($"Dossier {_write.Line.Dossier} is not at version {_write.ExpectedVersion}."));
            return;
        }

        var line = _write.Line;
        connection.Mark(line.Agency, line.Source);
        if (line.Point != line.Agency)
            connection.Mark(line.Point, line.Source);
        AddEvents(connection);
        ReplaceAlerts(connection);
    }

    private bool WriteRow(WriteConnection connection)
    {
        if (_write.ExpectedVersion != 0)
            return Update(connection.UpdateUnindexed) || Update(connection.UpdateDossier);

        var added = LineColumns.Bind(connection.InsertDossier, _write.Line).BindBlob(_write.Payload.Span).Run();
        connection.NewDossiers += added;
        return added == 1;
    }

    private bool Update(Statement statement) =>
        LineColumns.Bind(statement, _write.Line).BindBlob(_write.Payload.Span).Bind(_write.ExpectedVersion).Run() == 1;

    private void AddEvents(WriteConnection connection)
    {
        for (var i = 0; i < _eventBodies.Length; i++)
        {
            var (e, arrived, backfill) = _write.NewEvents[i];
            connection.NewEvents += connection.InsertEvent
                .Bind(_write.Line.Dossier).Bind(e.Source).Bind(e.Id).Bind((long)e.Type).Bind(e.At)
                .Bind(arrived).Bind(backfill).BindText(_eventBodies[i]).Run();
        }
    }

    private void ReplaceAlerts(WriteConnection connection)
    {
        if (_alertBodies.Length == 0)
            return;
        for (var i = 0; i < _alertBodies.Length; i++)
            Replace(connection, _write.ChangedAlerts[i], _alertBodies[i]);
        connection.CountAlerts.Bind(_write.Line.Dossier).Run();
    }

    private static void Replace(WriteConnection connection, Alert alert, byte[] body) => connection.ReplaceAlert
        .Bind(alert.Id.Dossier).Bind(alert.Id.Rung).Bind(alert.Agency).Bind(alert.To.Agency).Bind((long)alert.State)
        .Bind(alert.RaisedAt).Bind(alert.Version).BindText(body).Run();
}
