using Grains.Interfaces.Dossiers;
using LiveBoard.Prose;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace LiveBoard.Api;

internal static class DossiersApi
{
    private const string Text = "text/plain";

    public static void MapDossiers(this RouteGroupBuilder api)
    {
        api.MapGet("/dossiers/{code}", GetAsync)
            .RequirePolicy(EndpointPolicy.Officer)
            .WithSummary("Everything known of one dossier: state, clocks, steps, events, alerts; a slash in the code is written %2F")
            .ProducesProblem(404).ProducesProblem(503);
        api.MapGet("/dossiers/{code}/explanation", ExplainAsync)
            .RequirePolicy(EndpointPolicy.Officer)
            .WithSummary("How each due date of a dossier came about, and who had its time; JSON, or prose by Accept: text/plain, in Vietnamese or English (lang=vi|en)")
            .Produces<DossierExplanation>().Produces<string>(200, Text)
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);
    }

    private static async Task<Results<Ok<DossierDetail>, ProblemHttpResult>> GetAsync(
        string code, IGrainFactory grains, CancellationToken cancellationToken) =>
        DossierCode.TryParse(Query.Code(code), out var dossier)
        && await grains.GetGrain<IDossierGrain>(dossier.GrainKey).GetAsync(cancellationToken) is { } detail
            ? TypedResults.Ok(detail)
            : Problems.UnknownDossier;

    private static async Task<IResult> ExplainAsync(
        HttpRequest request, string code, string? lang, string? asOf, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var badLanguage = Query.Language(request, lang, out var language);
        if ((Query.Past(asOf, null, null, clock, out var past) ?? badLanguage) is { } problem)
            return problem;
        if (!DossierCode.TryParse(Query.Code(code), out var dossier)
            || await grains.GetGrain<IDossierGrain>(dossier.GrainKey).ExplainAsync(past?.AsOf, cancellationToken) is not { } told)
            return Problems.UnknownDossier;
        request.HttpContext.Response.Headers.Vary = "Accept, Accept-Language";
        if (!Query.Prefers(request, Text))
            return TypedResults.Ok(told);
        request.HttpContext.Response.Headers.ContentLanguage = language.Name;
        return TypedResults.Text(ExplanationProse.Write(told, language), Text + "; charset=utf-8");
    }
}
