using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Interfaces.Reports;

namespace Grains.Storage.Sql;

internal sealed partial class DossierQueries
{
    private static readonly string[] Competent = ["agency = a.value"];

    // Two searches, because a dossier whose point is its competent agency stands in that agency's index only.
    private static readonly string[] Received = ["point = a.value AND point IS DISTINCT FROM agency", "agency = a.value AND point = a.value"];

    private const string Late = "(overdue_after < ?2) IS TRUE";

    public Task<IReadOnlyList<StandingRow>> ReadStandingAsync(
        IReadOnlyCollection<string>? agencies, DateTimeOffset? from, DateTimeOffset? to, DateTimeOffset now, CancellationToken cancellationToken) =>
        ListOf(
            Standing(agencies is null ? "agency IS NOT NULL" : $"agency IN (SELECT value FROM {database.Each("?4")})"),
            statement =>
            {
                statement.Bind(now).Bind(from?.UtcTicks ?? 0).Bind(to?.UtcTicks ?? long.MaxValue);
                if (agencies is not null)
                    statement.Bind(Json(agencies));
            },
            row => new StandingRow(
                row.Text(0), row.Count(1), row.Count(2), row.Count(3), row.Count(4), row.Count(5), row.Count(6), row.Count(7), row.Count(8)),
            cancellationToken);

    /// <summary>Lines come with their open alerts.</summary>
    public Task<DossierPage> ListAsync(
        IReadOnlyCollection<string> agencies, DossierFilter state, int limit, string? cursor, DateTimeOffset now, CancellationToken cancellationToken) =>
        ListAsync(Competent, agencies, state, limit, cursor, now, cancellationToken);

    public Task<DossierPage> ListReceivedAsync(
        IReadOnlyCollection<string> points, DossierFilter state, int limit, string? cursor, DateTimeOffset now, CancellationToken cancellationToken) =>
        ListAsync(Received, points, state, limit, cursor, now, cancellationToken);

    private Task<DossierPage> ListAsync(
        string[] places, IReadOnlyCollection<string> agencies, DossierFilter state, int limit, string? cursor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        PageCursor.CheckLimit(limit);
        var newestFirst = state == DossierFilter.Ended;
        var keys = PageCursor.Read(cursor, 2);
        var after = keys is null ? newestFirst ? long.MaxValue : -1 : PageCursor.Number(keys[0]);
        return readers.ScanAsync(
            session =>
            {
                // One more than asked for tells whether there is a next page.
                var rows = session.Prepare(List(state, places))
                    .Bind(Json(agencies)).Bind(now).Bind(after).Bind(keys?[1] ?? "").Bind(limit + 1L);
                var lines = ReadWithAlerts(rows);
                if (lines.Count <= limit)
                    return new DossierPage([.. lines], null);
                var last = lines[limit - 1];
                var order = newestFirst ? last.Ended!.Value.UtcTicks : last.Due?.UtcTicks ?? long.MaxValue;
                return new DossierPage([.. lines.Take(limit)], PageCursor.Write(order, last.Dossier));
            },
            cancellationToken);
    }

    public Task<AlertPage> ListAlertsAsync(
        IReadOnlyCollection<string>? agencies, AlertFilter state, int limit, string? cursor, CancellationToken cancellationToken)
    {
        PageCursor.CheckLimit(limit);
        var keys = PageCursor.Read(cursor, 3);
        return readers.ScanAsync(
            session =>
            {
                var rows = session.Prepare(ListAlerts(state, agencies is not null))
                    .Bind(keys is null ? long.MaxValue : PageCursor.Number(keys[0])).Bind(keys?[1] ?? "").Bind(keys?[2] ?? "").Bind(limit + 1L);
                if (agencies is not null)
                    rows.Bind(Json(agencies));
                var alerts = new List<Alert>();
                while (rows.Step())
                    alerts.Add(AlertColumns.Read(rows));
                if (alerts.Count <= limit)
                    return new AlertPage([.. alerts], null);
                var last = alerts[limit - 1];
                return new AlertPage([.. alerts.Take(limit)], PageCursor.Write(last.RaisedAt.UtcTicks, last.Dossier, last.Rung));
            },
            cancellationToken);
    }

    /// <summary>Sorts each dossier into one of the six kinds of <see cref="StandingRow"/>; overdue goes before undated.</summary>
    private static string Standing(string agencies) => $"""
        SELECT agency, count(*),
               {Sum("ended AND dated AND NOT ended_late")}, {Sum("ended AND dated AND ended_late")}, {Sum("ended AND NOT dated")},
               {Sum("NOT ended AND NOT late AND dated")}, {Sum("NOT ended AND late")}, {Sum("NOT ended AND NOT late AND NOT dated")},
               {Sum("NOT ended AND NOT late AND paused")}
        FROM (SELECT agency, ended IS NOT NULL AS ended, due IS NOT NULL AS dated, ended_late, paused, (overdue_after < ?1) IS TRUE AS late
              FROM dossier WHERE received >= ?2 AND received < ?3 AND {agencies}
              UNION ALL
              SELECT agency, true, due IS NOT NULL, ended_late, false, false
              FROM archived_dossier WHERE received >= ?2 AND received < ?3 AND {agencies}) d
        GROUP BY agency
        """;

    private static string Sum(string condition) => $"count(*) FILTER (WHERE {condition})";

    /// <summary>
    /// Takes the first of each agency from its index and then the first of those, so the work grows with agencies and page, not
    /// with dossiers.
    /// </summary>
    private string List(DossierFilter state, string[] places)
    {
        var (which, order, direction, beyond) = state == DossierFilter.Ended
            ? ("ended IS NOT NULL", "ended", "DESC", "(ended, dossier) < (?3, ?4)")
            : ($"counted_until = {WhileOpen}", "due_order", "ASC", "(due_order, dossier) > (?3, ?4)");
        var filter = state switch
        {
            DossierFilter.DueSoon => $"AND NOT paused AND due_soon_from <= ?2 AND NOT {Late}",
            DossierFilter.Overdue => $"AND {Late}",
            DossierFilter.Paused => $"AND paused AND NOT {Late}",
            _ => "",
        };
        var sorted = $"ORDER BY {order} {direction}, dossier {direction}";
        var firsts = places.Select(place => database.ForEach(
            "?1", $"SELECT dossier FROM dossier WHERE {place} AND {which} AND {beyond} {filter} {sorted} LIMIT ?5"));
        return WithAlerts(
            $"""
            SELECT {LineColumns.List}, open_alerts, {order} AS place FROM dossier WHERE dossier IN (
            {string.Join("\nUNION ALL\n", firsts)})
            {sorted} LIMIT ?5
            """,
            $"ORDER BY d.place {direction}, d.dossier {direction}");
    }

    private string ListAlerts(AlertFilter state, bool byAgency)
    {
        // Naming both open states lets the partial index serve each of them.
        var which = state switch
        {
            AlertFilter.Open => "a.state IN (1, 2)",
            AlertFilter.Raised => "a.state IN (1, 2) AND a.state = 1",
            AlertFilter.Acknowledged => "a.state IN (1, 2) AND a.state = 2",
            AlertFilter.Resolved => "a.state = 3",
            AlertFilter.Withdrawn => "a.state = 4",
            _ => "1 = 1",
        };
        var named = $"(SELECT value FROM {database.Each("?5")})";
        var atPoint = $"""
            EXISTS (SELECT 1 FROM dossier d WHERE d.dossier = a.dossier AND d.point IN {named})
              OR EXISTS (SELECT 1 FROM archived_dossier d WHERE d.dossier = a.dossier AND d.point IN {named})
            """;
        return $"""
            SELECT {AlertColumns.List} FROM alert a
            WHERE {which} AND (a.raised_at, a.dossier, a.rung) < (?1, ?2, ?3)
              {(byAgency ? $"AND (a.agency IN {named} OR a.to_agency IN {named} OR {atPoint})" : "")}
            ORDER BY a.raised_at DESC, a.dossier DESC, a.rung DESC LIMIT ?4
            """;
    }
}
