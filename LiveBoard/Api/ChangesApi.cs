using Grains.Interfaces.Changes;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace LiveBoard.Api;

/// <summary>Reviewed changes of reference data: previews, the job that runs, and the record of all that were applied.</summary>
internal static class ChangesApi
{
    private const int MaxByLength = 64;
    private const int MaxReasonLength = 500;

    public static void MapChanges(this RouteGroupBuilder api)
    {
        var changes = api.MapGroup("/changes").RequirePolicy(EndpointPolicy.Operator);
        changes.MapGet("", async (IGrainFactory grains, CancellationToken cancellationToken) => TypedResults.Ok(await Grain(grains).ListAsync(cancellationToken)))
            .WithSummary("The newest 100 changes, newest first, without samples").ProducesProblem(503);
        changes.MapGet("/{id}", GetAsync).WithSummary("One change: what it does, how far it is, who decided it").ProducesProblem(404).ProducesProblem(503);
        Map("apply", ChangeVerb.Apply, "Applies exactly that preview, as a job that goes on to its end");
        Map("undo", ChangeVerb.Undo, "Puts the content from before back into force and gives the dossiers that it moved their rules back");

        void Map(string path, ChangeVerb verb, string summary) => changes.MapPost("/{id}/" + path,
                (string id, ChangeCommandBody body, HttpContext http, IGrainFactory grains) => ActAsync(verb, id, body, http, grains))
            .WithSummary(summary + ". The same again while it runs begins nothing anew")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(415).ProducesProblem(503);
    }

    private static async Task<Results<Ok<ChangeDetail>, ProblemHttpResult>> GetAsync(
        string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        await Grain(grains).GetAsync(id, cancellationToken) is { } change ? TypedResults.Ok(change) : ChangeProblems.Unknown;

    private static async Task<Results<Accepted<ChangeDetail>, ProblemHttpResult>> ActAsync(
        ChangeVerb verb, string id, ChangeCommandBody body, HttpContext http, IGrainFactory grains)
    {
        if ((Word("by", body.By, MaxByLength, required: true) ?? Word("reason", body.Reason, MaxReasonLength, required: false)) is { } problem)
            return problem;
        var result = await Grain(grains).ActAsync(new ChangeCommand(id, verb, body.By!, body.Reason), http.RequestAborted);
        return result is { Outcome: ChangeOutcome.Begun, Change: { } begun }
            ? TypedResults.Accepted($"/api/v1/changes/{begun.Id}", begun)
            : ChangeProblems.Of(http, result);
    }

    private static ProblemHttpResult? Word(string field, string? text, int most, bool required)
    {
        if (string.IsNullOrWhiteSpace(text))
            return required ? Problems.BadCommand(field, "bắt buộc / is required.") : null;
        return text.Length <= most && !text.Any(char.IsControl)
            ? null
            : Problems.BadCommand(field, $"tối đa {most} ký tự / at most {most} characters, without control characters.");
    }

    private static IChangeGrain Grain(IGrainFactory grains) => grains.GetGrain<IChangeGrain>(IChangeGrain.Key);
}

/// <summary>A decision about a change.</summary>
/// <param name="By">Who decides: an account, or a name at the desk.</param>
/// <param name="Reason">Why; it is kept for ever, so no personal data.</param>
internal sealed record ChangeCommandBody(string? By = null, string? Reason = null);
