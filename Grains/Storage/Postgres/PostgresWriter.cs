using Grains.Storage.Sql;
using Npgsql;

namespace Grains.Storage.Postgres;

/// <summary>
/// One connection that writes. The rows of a batch go as one statement for the new ones and one for the others, whose answers tell
/// which of them lost; what belongs to the rest goes, with the commit, as a second message.
/// </summary>
internal sealed partial class PostgresWriter(NpgsqlConnection connection, Session session, int lane) : Writer(session)
{
    private static readonly string Insert = $"""
        INSERT INTO dossier ({LineColumns.List}, payload, open_alerts) SELECT w.*, 0 FROM unnest({Numbered(LineColumns.Names.Length + 1)}) AS w
        ON CONFLICT DO NOTHING RETURNING dossier
        """;

    private static readonly string Update = $"""
        UPDATE dossier AS d SET {string.Join(", ", LineColumns.Names.Skip(1).Append("payload").Select(name => $"{name} = w.{name}"))}
        FROM unnest({Numbered(LineColumns.Names.Length + 2)}) AS w ({LineColumns.List}, payload, expected)
        WHERE d.dossier = w.dossier AND d.version = w.expected RETURNING d.dossier
        """;

    private readonly List<DossierRows> _waiting = [];

    public override void Begin()
    {
        base.Begin();
        _waiting.Clear();
        Prepare("BEGIN ISOLATION LEVEL READ COMMITTED").Run();
    }

    public override void Add(DossierRows rows) => _waiting.Add(rows);

    public override void Commit()
    {
        var written = WriteRows();
        using var last = connection.CreateBatch();
        if (written.Count > 0)
            AddWhatBelongsTo(written, last);
        last.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        last.ExecuteNonQuery();
    }

    private static string Numbered(int count) => string.Join(", ", Enumerable.Range(1, count).Select(i => $"${i}"));

    /// <summary>A statement changes a row once, so a dossier that is written twice in a batch waits for the next round.</summary>
    private List<DossierRows> WriteRows()
    {
        var written = new List<DossierRows>(_waiting.Count);
        var waiting = _waiting;
        while (waiting.Count > 0)
        {
            var round = new Dictionary<string, DossierRows>(waiting.Count);
            waiting = [.. waiting.Where(rows => !round.TryAdd(rows.Dossier, rows))];
            written.AddRange(TakeWritten(round));
            if (round.Count == 0)
                continue;

            // Not there by that version: in the archive, or changed by somebody else.
            var returned = round.Values.Where(rows => !rows.IsNew && ArchivedRows.TryReturn(this, rows.Dossier, rows.Write.ExpectedVersion))
                .ToDictionary(rows => rows.Dossier);
            foreach (var lost in round.Values.Where(rows => !returned.ContainsKey(rows.Dossier)))
                lost.RefuseVersion();
            if (returned.Count > 0)
                written.AddRange(TakeWritten(returned));
        }

        NewDossiers = written.Count(rows => rows.IsNew);
        return written;
    }

    /// <summary>Writes the round, and takes out of it what was written.</summary>
    private List<DossierRows> TakeWritten(Dictionary<string, DossierRows> round)
    {
        var written = new List<DossierRows>(round.Count);
        foreach (var dossier in WriteRound(round.Values))
        {
            round.Remove(dossier, out var rows);
            written.Add(rows!);
        }

        return written;
    }

    /// <summary>The dossiers that were written.</summary>
    private List<string> WriteRound(Dictionary<string, DossierRows>.ValueCollection round)
    {
        var (added, changed) = (new ColumnArrays(), new ColumnArrays());
        foreach (var rows in round)
        {
            var columns = LineColumns.Bind(rows.IsNew ? added : changed, rows.Write.Line).BindBlob(rows.Write.Payload);
            if (!rows.IsNew)
                columns.Bind(rows.Write.ExpectedVersion);
            columns.EndRow();
        }

        using var batch = connection.CreateBatch();
        if (added.Rows > 0)
            batch.BatchCommands.Add(added.CommandOf(Insert));
        if (changed.Rows > 0)
            batch.BatchCommands.Add(changed.CommandOf(Update));
        var written = new List<string>(round.Count);
        using var answer = batch.ExecuteReader();
        do
        {
            while (answer.Read())
                written.Add(answer.GetString(0));
        }
        while (answer.NextResult());
        return written;
    }
}
