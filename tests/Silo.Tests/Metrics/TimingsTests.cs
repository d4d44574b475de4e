using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Grains.Agencies;
using Grains.Catalogue;
using Grains.Interfaces.Operations;
using LiveBoard.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Silo.Host;
using Silo.Host.Engines;
using Silo.Host.Hosting;
using Silo.Tests.Process;
using Tests.Shared;
using Xunit;

namespace Silo.Tests.Metrics;

/// <summary>The whole monitor on a clock that the test turns, whose timers are two seconds late: about must say so.</summary>
public sealed class TimingsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 3, 2, 0, 0, TimeSpan.Zero); // A Tuesday, nine o'clock in Hà Nội.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(2);

    private readonly TempFolder _data = new();
    private readonly FakeClock _clock = new(Start);
    private WebApplication _app = null!; // Set before the test.
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        var options = new RunOptions(0, _data.Path, null, false, new ServiceClock(Start, null, 1));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddServiceClock(options.Clock, options.Storage, options.IsDemo);
        builder.Services.AddSingleton<TimeProvider>(new LateTimers(_clock, Late)).AddSingleton(ServiceClockInfo.Real).AddSingleton(BoardPace.At(1));
        builder.Services.AddStorage(options);
        builder.Services.AddGrains();
        builder.AddSilo();
        builder.Services.AddLiveBoard(builder.Configuration);
        _app = builder.Build();
        _app.MapLiveBoard();
        await _app.Services.GetRequiredService<ReferenceLoader>().LoadAsync(CancellationToken.None);
        await _app.StartAsync();
        _http = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task About_tells_how_late_deadlines_were_turned_and_their_rungs_stored()
    {
        await PutAsync("agencies", """{"agencies":[{"code":"A","name":{"vi":"Sở A"},"level":"department","kind":"agency","openCatalogue":true}]}""");
        await PutAsync("policies", """{"policies":[{"id":"default","defaultCalendar":"vn-state-offices","dueSoon":{"unit":"hours","value":8},"acceptance":{"unit":"hours","value":8},"rungs":[{"code":"due","when":"due","after":null,"to":"agency","role":"head"}]}]}""");
        using var answer = await _http.PostAsJsonAsync("api/v1/events", JsonNode.Parse(
            """
            [{"id":"1","source":"t","dossier":"D-1","type":"received","at":"2026-03-03T01:00:00Z","agency":"A","procedure":"p","due":"2026-03-03T02:01:00Z"},
             {"id":"2","source":"t","dossier":"D-2","type":"received","at":"2026-03-03T01:00:00Z","agency":"A","procedure":"p","due":"2026-03-03T01:30:00Z"}]
            """));
        (await answer.Content.ReadFromJsonAsync<JsonNode>())!["applied"]!.GetValue<int>().ShouldBe(2);
        (await TimingsAsync())["deadlineOnBoard"]!["recent"]!["count"]!.GetValue<int>().ShouldBe(0, "what came late says nothing of the monitor");

        _clock.MoveTo(Start.AddMinutes(1) + Late + TimeSpan.FromMilliseconds(1));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await TimingsAsync())["rungStored"]!["recent"]!["count"]!.GetValue<int>() == 0)
        {
            patience.Token.ThrowIfCancellationRequested();
            _clock.Advance(TimeSpan.Zero); // The climb, which the turn made due.
        }

        var timings = await TimingsAsync();
        foreach (var (name, span) in from name in new[] { "deadlineOnBoard", "rungStored" } from span in new[] { "recent", "sinceStart" } select (name, span))
        {
            var told = timings[name]![span]!;
            told["count"]!.GetValue<int>().ShouldBe(1, name);
            foreach (var field in new[] { "p50Seconds", "p99Seconds", "maxSeconds" })
                told[field]!.GetValue<double>().ShouldBe(Late.TotalSeconds, 0.05 * Late.TotalSeconds, $"{name} {span} {field}");
        }
    }

    private async Task<JsonNode> TimingsAsync() => (await _http.GetFromJsonAsync<JsonNode>("api/v1/about"))!["timings"]!;

    private async Task PutAsync(string kind, string document)
    {
        using var answer = await _http.PutAsJsonAsync($"api/v1/reference/{kind}", JsonNode.Parse(document));
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }
}
