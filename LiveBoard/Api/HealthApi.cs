using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Operations;
using Grains.Interfaces.Reports;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace LiveBoard.Api;

internal static class HealthApi
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new Health("live"))).RequirePolicy(EndpointPolicy.Public)
            .WithSummary("The process answers");
        routes.MapGet("/health/ready", ReadyAsync).RequirePolicy(EndpointPolicy.Public)
            .WithSummary("Grains and storage answer").ProducesProblem(503);
    }

    private static async Task<Results<Ok<Health>, ProblemHttpResult>> ReadyAsync(
        HttpContext http, IGrainFactory grains, ServiceInfo service, [FromKeyedServices(Board.RealTime.Key)] TimeProvider real, CancellationToken cancellationToken)
    {
        try
        {
            var catalogue = grains.GetGrain<ICatalogueGrain>(ICatalogueGrain.Key).GetAgenciesAsync(cancellationToken);
            var storage = grains.GetGrain<IReportGrain>("report").GetCountsAsync(cancellationToken);
            await Task.WhenAll(catalogue, storage).WaitAsync(Patience, real, cancellationToken);
            return TypedResults.Ok(new Health("ready", service.Storage));
        }
        catch (Exception) when (!http.RequestAborted.IsCancellationRequested)
        {
            // Whatever it is, the answer is the same, and who asks asks often: the calls themselves log.
            http.Response.Headers.RetryAfter = "1";
            return Problems.OfStatus(503, "Chưa sẵn sàng · Not ready", "Grains or storage do not answer.");
        }
    }
}

/// <param name="Storage"><c>sqlite</c> or <c>postgres</c>, when it answers.</param>
internal sealed record Health(string Status, string? Storage = null);
