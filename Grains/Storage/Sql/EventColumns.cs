using Grains.Interfaces.Dossiers;

namespace Grains.Storage.Sql;

/// <summary>A row of <c>dossier_event</c> as a <see cref="StoredEvent"/>: one order of columns for writing and reading.</summary>
internal static class EventColumns
{
    public const string List = "dossier, source, event_id, type, at, arrived, backfill, body";

    public const string SelectAll = $"SELECT {List} FROM dossier_event ORDER BY dossier, arrived, source, event_id";

    public static T Bind<T>(T row, string dossier, StoredEvent stored, byte[] body)
        where T : Parameters<T> => row
        .Bind(dossier).Bind(stored.Event.Source).Bind(stored.Event.Id).Bind((long)stored.Event.Type).Bind(stored.Event.At)
        .Bind(stored.Arrived).Bind(stored.Backfill).BindText(body);

    public static StoredEvent Read(Statement row) => new(
        EventBody.Read(row.Bytes(7), row.Text(0), row.Text(1), row.Text(2), (EventType)row.Integer(3), row.Instant(4)),
        row.Instant(5),
        row.Boolean(6));
}
