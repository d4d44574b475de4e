using Grains.Interfaces.Escalation;

namespace Grains.Storage.Sql;

/// <summary>A row of <c>alert</c> as an <see cref="Alert"/>: one order of columns for writing and reading.</summary>
internal static class AlertColumns
{
    public const string Names = "dossier, rung, agency, to_agency, state, raised_at, version, body";

    /// <summary>For a SELECT that calls the table <c>a</c>.</summary>
    public const string List = "a.dossier, a.rung, a.agency, a.to_agency, a.state, a.raised_at, a.version, a.body";

    public static T Bind<T>(T row, Alert alert, byte[] body)
        where T : Parameters<T> => row
        .Bind(alert.Id.Dossier).Bind(alert.Id.Rung).Bind(alert.Agency).Bind(alert.To.Agency).Bind((long)alert.State)
        .Bind(alert.RaisedAt).Bind(alert.Version).BindText(body);

    /// <param name="first">The column at which they begin.</param>
    public static Alert Read(Statement row, int first = 0)
    {
        var dossier = row.Text(first);
        var rung = row.Text(first + 1);
        var body = AlertBody.Read(row.Bytes(first + 7));
        return new Alert
        {
            Id = new AlertId(dossier, rung),
            Dossier = dossier,
            Rung = rung,
            Agency = row.Text(first + 2),
            To = new Addressee(row.Text(first + 3), body.Role),
            State = (AlertState)row.Integer(first + 4),
            RaisedAt = row.Instant(first + 5),
            Version = row.Count(first + 6),
            Due = body.Due,
            Owner = body.Owner,
            AcknowledgedAt = body.AcknowledgedAt,
            ClosedAt = body.ClosedAt,
            Reason = body.Reason,
        };
    }
}
