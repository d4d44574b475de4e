using System.Net;
using LiveBoard.Hosting;
using LiveBoard.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Hosting;

/// <summary>What probes ask of a process that hosts grains and serves nobody else; a board's and the one process's are the same pages.</summary>
public sealed class SiloHealthTests
{
    [Fact]
    public async Task A_silo_without_storage_lives_and_is_not_ready_and_serves_nothing_else()
    {
        var grains = new FakeGrains();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(grains.Factory).AddSingleton(grains.Members).AddSingleton(TestStamp.Service);
        builder.Services.AddLiveBoard(builder.Configuration);
        await using var silo = builder.Build();
        silo.MapSiloHealth();
        await silo.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(silo.Urls.Single()) };

        (await StatusAsync("health/ready")).ShouldBe(HttpStatusCode.OK);
        grains.Reports.GetCountsAsync(Arg.Any<CancellationToken>()).ThrowsAsync(new TimeoutException());
        (await StatusAsync("health/ready")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        grains.Factory.ClearReceivedCalls();
        (await StatusAsync("health/live")).ShouldBe(HttpStatusCode.OK);
        grains.Factory.ReceivedCalls().ShouldBeEmpty("alive asks nobody");
        (await StatusAsync("api/v1/about")).ShouldBe(HttpStatusCode.NotFound);

        async Task<HttpStatusCode> StatusAsync(string path) => (await http.GetAsync(new Uri(path, UriKind.Relative))).StatusCode;
    }
}
