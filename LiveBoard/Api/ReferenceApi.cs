using System.Globalization;
using System.Net.Mime;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Changes;
using LiveBoard.Hosting;
using LiveBoard.Ingest;
using LiveBoard.Reference;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Orleans;

namespace LiveBoard.Api;

/// <summary>Reference documents: agencies, procedures, calendars, policies, rule sets.</summary>
internal static class ReferenceApi
{
    private static readonly string[] YamlTypes = ["application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"];

    public static void MapReference(this RouteGroupBuilder api)
    {
        var reference = api.MapGroup("/reference");
        Map<AgenciesDocument>(reference, "agencies",
            (catalogue, token) => catalogue.GetAgenciesAsync(token), (catalogue, document, token) => catalogue.PutAsync(document, token),
            (changes, document, token) => changes.PreviewAsync(document, token));
        Map<ProceduresDocument>(reference, "procedures",
            (catalogue, token) => catalogue.GetProceduresAsync(token), (catalogue, document, token) => catalogue.PutAsync(document, token),
            (changes, document, token) => changes.PreviewAsync(document, token));
        Map<CalendarsDocument>(reference, "calendars",
            (catalogue, token) => catalogue.GetCalendarsAsync(token), (catalogue, document, token) => catalogue.PutAsync(document, token),
            (changes, document, token) => changes.PreviewAsync(document, token));
        Map<PoliciesDocument>(reference, "policies",
            (catalogue, token) => catalogue.GetPoliciesAsync(token), (catalogue, document, token) => catalogue.PutAsync(document, token),
            (changes, document, token) => changes.PreviewAsync(document, token));
        // No clock depends on a rule set, so there is nothing to preview.
        Map<RuleSetsDocument>(reference, "rule-sets",
            (catalogue, token) => catalogue.GetRuleSetsAsync(token), (catalogue, document, token) => catalogue.PutAsync(document, token), null);
    }

    private static void Map<T>(
        RouteGroupBuilder reference, string name, Func<ICatalogueGrain, CancellationToken, Task<T>> get,
        Func<ICatalogueGrain, T, CancellationToken, Task<PutResult>> put, Func<IChangeGrain, T, CancellationToken, Task<PreviewResult>>? preview)
        where T : class
    {
        reference.MapGet("/" + name, async (IGrainFactory grains, CancellationToken cancellationToken) =>
                TypedResults.Ok(await get(Catalogue(grains), cancellationToken)))
            .RequirePolicy(EndpointPolicy.Viewer)
            .WithSummary($"The {name} in force").ProducesProblem(503);
        reference.MapPut("/" + name, (HttpContext http, IGrainFactory grains, IOptions<LiveBoardOptions> options) =>
                SendAsync(
                    http, options.Value.MaxReferenceBodyBytes, async (T document) => Answer(http, await put(Catalogue(grains), document, http.RequestAborted))))
            .RequirePolicy(EndpointPolicy.Operator)
            .WithSummary($"Merges {name} by code or id: the whole document or nothing of it. Dossiers received before keep their rules")
            .Accepts<T>(MediaTypeNames.Application.Json, YamlTypes)
            .ProducesProblem(400).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422).ProducesProblem(503);
        if (preview is null)
            return;
        reference.MapPost($"/{name}/preview", (HttpContext http, IGrainFactory grains, IOptions<LiveBoardOptions> options) =>
                SendAsync(
                    http, options.Value.MaxReferenceBodyBytes, async (T document) => Answer(http, await preview(Changes(grains), document, http.RequestAborted))))
            .RequirePolicy(EndpointPolicy.Operator)
            .WithSummary($"What putting these {name} and bringing open dossiers to them would do; an empty list asks for those that are behind what is in force")
            .Accepts<T>(MediaTypeNames.Application.Json, YamlTypes)
            .ProducesProblem(400).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422).ProducesProblem(503);
    }

    private static Results<Ok<PutResult>, ProblemHttpResult> Answer(HttpContext http, PutResult result) =>
        result.Running is { } running ? ChangeProblems.Running(http, running)
        : result.Problems.IsDefaultOrEmpty ? TypedResults.Ok(result)
        : Problems.BadDocument(result.Problems);

    private static Results<Ok<ChangeDetail>, ProblemHttpResult> Answer(HttpContext http, PreviewResult result) =>
        result.Running is { } running ? ChangeProblems.Running(http, running)
        : !result.Problems.IsDefaultOrEmpty ? Problems.BadDocument(result.Problems)
        : result.Preview is { } preview ? TypedResults.Ok(preview)
        : ChangeProblems.PreviewRuns(http);

    private static async Task<Results<Ok<TAnswer>, ProblemHttpResult>> SendAsync<T, TAnswer>(
        HttpContext http, long maxBytes, Func<T, Task<Results<Ok<TAnswer>, ProblemHttpResult>>> send)
        where T : class
    {
        var plain = MediaType.IsPlainUtf8(http.Request, out var type);
        var yaml = YamlTypes.Contains(type, StringComparer.OrdinalIgnoreCase);
        if (!plain || !(yaml || type.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)))
            return Problems.UnsupportedMediaType($"{MediaTypeNames.Application.Json} or {YamlTypes[0]}");
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (await Body.ReadAllAsync(http, maxBytes) is not { } body)
            return Problems.BodyTooLarge(string.Create(
                CultureInfo.InvariantCulture, $"A reference document may hold at most {maxBytes} bytes. Send it in parts: a PUT merges."));
        try
        {
            var read = DocumentReader.Read<T>(body.Span, yaml);
            if (read.Document is not { } document)
                return Problems.BadDocument(read.Problems);
            return await send(document);
        }
        catch (UnreadableBodyException fault)
        {
            return Problems.UnreadableDocument(fault);
        }
    }

    private static IChangeGrain Changes(IGrainFactory grains) => grains.GetGrain<IChangeGrain>(IChangeGrain.Key);

    private static ICatalogueGrain Catalogue(IGrainFactory grains) => grains.GetGrain<ICatalogueGrain>(ICatalogueGrain.Key);
}
