using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Grains.Interfaces.Operations;
using LiveBoard.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveBoard.Tests.Support;

/// <summary>The whole board server on a free loopback port, with grains played by hand.</summary>
internal sealed class BoardHost : IAsyncDisposable
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private BoardHost(WebApplication app, FakeGrains grains)
    {
        (App, Grains) = (app, grains);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public WebApplication App { get; }
    public FakeGrains Grains { get; }
    public HttpClient Http { get; }

    public static async Task<BoardHost> StartAsync(FakeGrains? grains = null, params (string Key, string Value)[] settings)
    {
        grains ??= new FakeGrains();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("LiveBoard:" + setting.Key, (string?)setting.Value)));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(grains.Factory);
        builder.Services.AddSingleton(grains.Members);
        builder.Services.AddSingleton<TimeProvider>(new FakeTime(Now));
        builder.Services.AddSingleton(new ServiceInfo("embedded", "sqlite", "0.1.0", "build-1", false, Now, ServiceClockInfo.Real));
        builder.Services.AddLiveBoard(builder.Configuration);
        var app = builder.Build();
        app.MapLiveBoard();
        await app.StartAsync();
        return new BoardHost(app, grains);
    }

    public Task<HttpResponseMessage> PostAsync(string path, string body, string type = "application/json") =>
        Http.PostAsync(new Uri(path, UriKind.Relative), Content(body, type));

    public Task<HttpResponseMessage> PutAsync(string path, string body, string type = "application/json") =>
        Http.PutAsync(new Uri(path, UriKind.Relative), Content(body, type));

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(new Uri(path, UriKind.Relative));

    public static async Task<JsonNode> JsonOf(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonNode>())!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.DisposeAsync();
    }

    private static ByteArrayContent Content(string body, string type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }
}
