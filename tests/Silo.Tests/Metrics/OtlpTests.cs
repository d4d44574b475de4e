using System.Collections.Immutable;
using System.Text;
using System.Threading.Channels;
using Grains.Agencies;
using Grains.Interfaces.Operations;
using LiveBoard.Api;
using LiveBoard.Hosting;
using LiveBoard.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shouldly;
using Silo.Tests.Process;
using Xunit;

namespace Silo.Tests.Metrics;

/// <summary>What is sent over OTLP, as a collector gets it: HTTP with protobuf, in which names are plain text.</summary>
public sealed class OtlpTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly DateTimeOffset Start = new(2026, 3, 3, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_collector_gets_the_metrics_that_matter_and_no_dossier()
    {
        var bodies = Channel.CreateUnbounded<string>();
        await using var collector = await CollectorAsync(bodies.Writer);
        using var host = Host(("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.Single()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
        await host.StartAsync();
        var meters = host.Services;
        meters.GetRequiredService<DeadlineInstruments>().OnBoardTurned(TimeSpan.FromSeconds(1));
        meters.GetRequiredService<LiveBoardInstruments>().OnBoardPublished(TimeSpan.FromSeconds(1));
        await host.StopAsync(); // What is not sent yet is sent then.

        var body = await bodies.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        foreach (var text in new[] { "/v1/metrics application/x-protobuf", "deadline.board.lateness", "board.lag", "DossierMonitor.Deadlines", "dossier-monitor" })
            body.ShouldContain(text);
    }

    [Fact]
    public async Task What_is_not_known_any_more_is_not_sent_any_more()
    {
        var bodies = Channel.CreateUnbounded<string>();
        await using var collector = await CollectorAsync(bodies.Writer);
        using var host = Host(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.Single()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_METRIC_EXPORT_INTERVAL", "50"));
        await host.StartAsync();
        var instruments = host.Services.GetRequiredService<ClusterInstruments>();
        host.Services.GetRequiredService<LiveBoardInstruments>().OnDisplayCame(); // Sent each time, so that there is something to look into.

        instruments.Tell(Report([new Member("silo1", "10.0.0.1:11111", "active", Start, Start, 0, [], null)]));
        await UntilAsync(body => body.Contains("cluster.members.silent", StringComparison.Ordinal));
        instruments.Tell(Report(members: null));
        await UntilAsync(body => !body.Contains("cluster.members.silent", StringComparison.Ordinal));
        (await bodies.Reader.ReadAsync().AsTask().WaitAsync(Patience)).ShouldNotContain("cluster.members");

        async Task UntilAsync(Func<string, bool> found)
        {
            using var patience = new CancellationTokenSource(Patience);
            while (!found(await bodies.Reader.ReadAsync(patience.Token)))
            {
                // not yet
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true, "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")]
    [InlineData(true, "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "http://127.0.0.1:4318/v1/metrics")]
    [InlineData(true, "OTEL_METRICS_EXPORTER", "otlp")]
    [InlineData(false, "OTEL_METRICS_EXPORTER", "none")]
    [InlineData(false, "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318", "OTEL_SDK_DISABLED", "true")]
    public void It_is_off_unless_asked_for(bool isAsked, params string[] settings) =>
        Telemetry.IsAsked(Configuration([.. settings.Chunk(2).Select(pair => (pair[0], pair[1]))])).ShouldBe(isAsked);

    [Fact]
    public async Task An_endpoint_that_is_no_address_keeps_the_program_from_starting()
    {
        using var data = new TempFolder();
        var (code, lines) = await MonitorProcess.RefuseAsync(data.Path, 0, [], ("OTEL_EXPORTER_OTLP_ENDPOINT", "collector"));
        code.ShouldBe(1);
        lines.ShouldHaveSingleItem().ShouldContain("OTEL_EXPORTER_OTLP_ENDPOINT must be an address");
    }

    private static ClusterReport Report(ImmutableArray<Member>? members) => new(
        Start, "orleans", "postgres", "1.2.3", new AboutClock("real", Start, 1), false, [], members,
        new BoardToday(null, 0, 0, Percentiles.None, Percentiles.None, new(0, 0, 0, 0)), null, null, null);

    private static async Task<WebApplication> CollectorAsync(ChannelWriter<string> bodies)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var collector = builder.Build();
        collector.MapPost("{**path}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            await bodies.WriteAsync($"{request.Path} {request.ContentType} {Encoding.Latin1.GetString(body.ToArray())}");
        });
        await collector.StartAsync();
        return collector;
    }

    private static IHost Host(params (string Key, string Value)[] settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddSingleton<IConfiguration>(Configuration(settings)).AddMetrics();
        builder.Services.AddSingleton(ServiceClockInfo.Real).AddSingleton<DeadlineInstruments>().AddSingleton<LiveBoardInstruments>().AddSingleton<ClusterInstruments>();
        builder.Services.AddSingleton(new ServiceInfo("embedded", "sqlite", "1.2.3", "build", false, DateTimeOffset.UnixEpoch, ServiceClockInfo.Real));
        builder.Services.AddTelemetry();
        return builder.Build();
    }

    private static IConfigurationRoot Configuration((string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
}
