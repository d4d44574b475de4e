using Grains.Interfaces.Ingest;

namespace Grains.Storage.Sql;

/// <summary>Refused events: a new one is counted by its code, a known one only in its row; the oldest make room.</summary>
internal sealed class RefusedRows(IReadOnlyList<RefusedEvent> refused, int maxKept) : StoreWrite
{
    private const string CountAgain = """
        UPDATE refused_event SET times = times + ?5 WHERE source = ?1 AND event_id = ?2 AND dossier = ?3 AND code = ?4
        """;

    private const string Insert = """
        INSERT INTO refused_event (source, event_id, dossier, code, times, type, field, message, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """;

    private const string CountCode = "INSERT INTO refused_code (code, events) VALUES (?1, 1) ON CONFLICT (code) DO UPDATE SET events = refused_code.events + 1";

    private const string MakeRoom = "DELETE FROM refused_event WHERE id <= (SELECT max(id) FROM refused_event) - ?1";

    public override int Size => 512 * refused.Count;

    public override void Apply(Writer writer)
    {
        var countAgain = writer.Prepare(CountAgain);
        var insert = writer.Prepare(Insert);
        var countCode = writer.Prepare(CountCode);
        var makeRoom = writer.Prepare(MakeRoom);
        foreach (var item in refused)
        {
            if (BindKey(countAgain, item).Run() > 0)
                continue;
            BindKey(insert, item).Bind(item.Type).Bind(item.Refusal.Field).Bind(item.Refusal.Message).Bind(item.At).Run();
            countCode.Bind(item.Refusal.Code).Run();
        }

        makeRoom.Bind(maxKept).Run();
    }

    private static Statement BindKey(Statement statement, RefusedEvent item) => statement
        .Bind(item.Source ?? "").Bind(item.EventId ?? "").Bind(item.Dossier ?? "").Bind(item.Refusal.Code).Bind(item.Times);
}
