using LiveBoard.Api;
using LiveBoard.Hosting;
using LiveBoard.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace LiveBoard.Tests.Hosting;

public class SecurityTests
{
    [Fact]
    public async Task Every_endpoint_says_who_may_call_it()
    {
        await using var host = await BoardHost.StartAsync();
        var endpoints = ((IEndpointRouteBuilder)host.App).DataSources.SelectMany(source => source.Endpoints).ToList();
        endpoints.Count.ShouldBeGreaterThan(20);
        endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<EndpointPolicy>() is null).Select(endpoint => endpoint.DisplayName).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/v1/agencies"), InlineData("/health/live"), InlineData("/"), InlineData("/nowhere"), InlineData("/api/v1/boards/nobody")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        await using var host = await BoardHost.StartAsync();
        var answer = await host.GetAsync(path);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'self'");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Theory]
    [InlineData("evil.example", 421), InlineData("localhost", 200), InlineData("127.0.0.1:99", 200), InlineData("[::1]", 200), InlineData("board.example.vn", 200), InlineData("10.0.0.5", 421)]
    public async Task Only_our_own_names_are_answered_to(string name, int status)
    {
        await using var host = await BoardHost.StartAsync(null, ("Hosts:0", "board.example.vn"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live") { Headers = { Host = name } };
        ((int)(await host.Http.SendAsync(request)).StatusCode).ShouldBe(status);
    }

    [Theory]
    [InlineData("http://evil.example", 403), InlineData("null", 403), InlineData("file://", 403), InlineData(null, 200)]
    public async Task Foreign_pages_change_nothing(string? origin, int status)
    {
        await using var host = await BoardHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events") { Content = new StringContent("[]", null, "application/json") };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        ((int)(await host.Http.SendAsync(request)).StatusCode).ShouldBe(status);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", true), InlineData("http://localhost:5080", true), InlineData("http://[::1]:5080", true), InlineData("http://unix:/run/board.sock", true)]
    [InlineData("http://0.0.0.0:5080", false), InlineData("http://*:5080", false), InlineData("http://+:80", false), InlineData("http://[::]:5080", false)]
    [InlineData("https://192.168.1.4:443", false), InlineData("http://board.example.vn", false)]
    public void Loopback_is_told_from_the_rest(string address, bool loopback) => LoopbackOnly.IsLoopback(address).ShouldBe(loopback);

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task An_address_that_others_reach_must_be_asked_for(bool asked)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://0.0.0.0:0", "--LiveBoard:AllowRemote", asked.ToString()]);
        builder.Services.AddSingleton(TestStamp.Service);
        var grains = new FakeGrains();
        builder.Services.AddSingleton(grains.Factory).AddSingleton(grains.Members);
        builder.Services.AddLiveBoard(builder.Configuration);
        await using var app = builder.Build();
        app.MapLiveBoard();
        var refused = await Record.ExceptionAsync(() => app.StartAsync());
        if (asked)
            refused.ShouldBeNull();
        else
            refused.ShouldBeOfType<InvalidOperationException>().Message.ShouldContain("LiveBoard:AllowRemote");
    }
}
