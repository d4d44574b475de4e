using Grains.Interfaces.Agencies;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace LiveBoard.Api;

/// <summary>Alerts, and what officers do with them.</summary>
internal static class AlertsApi
{
    private const int MaxWordLength = 64;

    public static void MapAlerts(this RouteGroupBuilder api)
    {
        var alerts = api.MapGroup("/alerts").RequirePolicy(EndpointPolicy.Officer);
        alerts.MapGet("", ListAsync).WithSummary("Alerts, newest first; state=open|raised|acknowledged|resolved|withdrawn|all")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);
        Map("acknowledge", AlertAct.Acknowledge, "An officer takes an alert");
        Map("resolve", AlertAct.Resolve, "An officer closes an alert, with a reason");

        void Map(string verb, AlertAct act, string summary) => alerts.MapPost("/{id}/" + verb,
                (string id, AlertCommandBody body, IGrainFactory grains, CancellationToken cancellationToken) =>
                    ActAsync(act, id, body, grains, cancellationToken))
            .WithSummary(summary + ". Idempotent by commandId; 409 carries the alert as it is now")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
    }

    private static async Task<Results<Ok<AlertPage>, ProblemHttpResult>> ListAsync(
        string? agency, string? state, string? limit, string? cursor, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var most = 0;
        if ((Query.Choice("state", state, AlertFilter.Open, out var filter) ?? Query.Limit(limit, 100, out most) ?? Query.Cursor(ref cursor)) is { } problem)
            return problem;
        agency = string.IsNullOrEmpty(agency) ? null : agency;
        if (agency is not null && (!AgencyCode.TryParse(agency, out _) || await AgenciesApi.FindAsync(grains, agency, cancellationToken) is null))
            return Problems.UnknownAgency;
        var query = new AlertQuery(agency, filter, most, cursor);
        return TypedResults.Ok(await grains.GetGrain<IAlertListGrain>("alerts").ListAsync(query, cancellationToken));
    }

    private static async Task<Results<Ok<Alert>, ProblemHttpResult>> ActAsync(
        AlertAct act, string id, AlertCommandBody body, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!AlertId.TryParse(id, out var alert) || !DossierCode.TryParse(alert.Dossier, out var dossier))
            return Problems.UnknownAlert;
        if ((Word("commandId", body.CommandId, required: true) ?? Word("by", body.By, required: true)
            ?? Word("reason", body.Reason, required: act == AlertAct.Resolve) ?? Version(body.ExpectedVersion)) is { } problem)
            return problem;
        var command = new AlertCommand(alert, act, body.CommandId!, body.ExpectedVersion!.Value, body.By!, body.Reason);
        var result = await grains.GetGrain<IDossierGrain>(dossier.GrainKey).CommandAlertAsync(command, cancellationToken);
        return result switch
        {
            { Status: AlertCommandStatus.Done, Current: { } current } => TypedResults.Ok(current),
            { Status: AlertCommandStatus.NoSuchAlert } => Problems.UnknownAlert,
            { Status: AlertCommandStatus.Stale } => Problems.StaleAlert(result.Current),
            _ => throw new InvalidOperationException($"A command on an alert has the result {result.Status}, which says nothing."),
        };
    }

    private static ProblemHttpResult? Word(string field, string? text, bool required)
    {
        if (string.IsNullOrWhiteSpace(text) && required)
            return Problems.BadCommand(field, "bắt buộc / is required.");
        return text is null || (text.Length <= MaxWordLength && !text.Any(char.IsControl))
            ? null
            : Problems.BadCommand(field, $"tối đa {MaxWordLength} ký tự / at most {MaxWordLength} characters, without control characters.");
    }

    private static ProblemHttpResult? Version(int? expected) =>
        expected is > 0 ? null : Problems.BadCommand("expectedVersion", "phiên bản đang hiển thị / the version that the officer saw, from 1.");
}

/// <summary>An officer's act on an alert.</summary>
/// <param name="CommandId">Chosen by the caller; the same again is no second act.</param>
/// <param name="ExpectedVersion">The version that the officer saw.</param>
/// <param name="By">The officer's account or name at the desk.</param>
/// <param name="Reason">Why it is resolved: a code.</param>
internal sealed record AlertCommandBody(string? CommandId = null, int? ExpectedVersion = null, string? By = null, string? Reason = null);
