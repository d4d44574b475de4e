using Grains.Interfaces.Dossiers;

namespace Grains.Storage.Sqlite;

/// <summary>A row of <c>dossier_event</c> as a <see cref="StoredEvent"/>.</summary>
internal static class EventColumns
{
    public const string SelectAll =
        "SELECT dossier, source, event_id, type, at, arrived, backfill, body FROM dossier_event ORDER BY dossier, arrived, source, event_id";

    public static StoredEvent Read(Statement row) => new(
        EventBody.Read(row.Bytes(7), row.Text(0), row.Text(1), row.Text(2), (EventType)row.Integer(3), row.Instant(4)),
        row.Instant(5),
        row.Boolean(6));
}
