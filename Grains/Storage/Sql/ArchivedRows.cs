namespace Grains.Storage.Sql;

/// <summary>Dossiers that go to the archive, and how one comes back.</summary>
internal sealed class ArchivedRows(IReadOnlyList<Archived> dossiers) : StoreWrite
{
    // Holds the row until the commit, also against other processes, and finds out whether it is still what was read.
    private const string Hold = "UPDATE dossier SET version = version WHERE dossier = ?1 AND version = ?2";

    private const string Insert = """
        INSERT INTO archived_dossier (dossier, version, agency, point, received, ended, due, ended_late, counted_until, changed, events, payload)
        SELECT dossier, version, agency, point, received, ended, due, ended_late, counted_until, changed, ?2, ?3 FROM dossier WHERE dossier = ?1
        """;

    private const string Find = "SELECT payload FROM archived_dossier WHERE dossier = ?1 AND version = ?2";

    // The write that brings it back sets every column to what follows from its new state.
    private const string Return = """
        INSERT INTO dossier (dossier, version, state, paused, ended_late, changed, open_alerts, payload)
        SELECT dossier, version, 0, false, false, changed, 0, payload FROM archived_dossier WHERE dossier = ?1
        """;

    private const string InsertEvent =
        $"INSERT INTO dossier_event ({EventColumns.List}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING";

    /// <summary>How many went, once answered.</summary>
    public int Archived { get; private set; }

    public override int Affinity => dossiers[0].Affinity;

    public override int Size => dossiers.Sum(dossier => 256 + dossier.Payload.Length);

    public override void Apply(Writer writer)
    {
        Archived = 0;
        foreach (var dossier in dossiers)
        {
            if (writer.Prepare(Hold).Bind(dossier.Dossier).Bind(dossier.Version).Run() != 1)
                continue;
            writer.Prepare(Insert).Bind(dossier.Dossier).Bind(dossier.Events).BindBlob(dossier.Payload).Run();
            writer.Prepare("DELETE FROM dossier_event WHERE dossier = ?1").Bind(dossier.Dossier).Run();
            writer.Prepare("DELETE FROM dossier WHERE dossier = ?1").Bind(dossier.Dossier).Run();
            Archived++;
        }
    }

    /// <summary>Puts the dossier back among the others, with its events, ready to be written. False when the archive has no such version of it.</summary>
    public static bool TryReturn(Writer writer, string dossier, long version)
    {
        var row = writer.Prepare(Find).Bind(dossier).Bind(version);
        if (!row.Step())
            return false;
        var events = DossierStateJson.Read(row.Bytes(0).ToArray()).Events;
        row.Reset();
        writer.Prepare(Return).Bind(dossier).Run();
        foreach (var stored in events)
            EventColumns.Bind(writer.Prepare(InsertEvent), dossier, stored, EventBody.Write(stored.Event)).Run();
        writer.Prepare("DELETE FROM archived_dossier WHERE dossier = ?1").Bind(dossier).Run();
        return true;
    }
}
