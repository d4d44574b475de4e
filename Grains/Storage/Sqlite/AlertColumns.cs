using Grains.Interfaces.Escalation;

namespace Grains.Storage.Sqlite;

/// <summary>A row of <c>alert</c> as an <see cref="Alert"/>.</summary>
internal static class AlertColumns
{
    public const string List = "a.dossier, a.rung, a.agency, a.to_agency, a.state, a.raised_at, a.version, a.body";

    public static Alert Read(Statement row)
    {
        var dossier = row.Text(0);
        var rung = row.Text(1);
        var body = AlertBody.Read(row.Bytes(7));
        return new Alert
        {
            Id = new AlertId(dossier, rung),
            Dossier = dossier,
            Rung = rung,
            Agency = row.Text(2),
            To = new Addressee(row.Text(3), body.Role),
            State = (AlertState)row.Integer(4),
            RaisedAt = row.Instant(5),
            Version = row.Count(6),
            Due = body.Due,
            Owner = body.Owner,
            AcknowledgedAt = body.AcknowledgedAt,
            ClosedAt = body.ClosedAt,
            Reason = body.Reason,
        };
    }
}
