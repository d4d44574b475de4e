using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using LiveBoard.Hosting;
using Shouldly;
using Silo.Tests.Process;
using Tests.Shared;
using Xunit;

namespace Silo.Tests.Cluster;

/// <summary>A silo that speaks TLS, as a process of its own, and who gets an answer of it.</summary>
public sealed class TlsTests : IDisposable
{
    private static readonly string SiloProgram = Path.Combine(AppContext.BaseDirectory, "Silo.Host.dll");
    private static readonly string BoardProgram = ThreeSilos.Built("orleans", "LiveBoard");
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _stranger = new("stranger");

    [PostgresFact]
    public async Task Silos_and_boards_of_one_authority_serve_and_nobody_else_gets_an_answer()
    {
        using var database = new TempDatabase();
        string[] common = ["--connection", database.Connection];
        await using var first = await StartSiloAsync([.. common, .. Words(_authority.Sign())]);
        await using var second = await StartSiloAsync([.. common, .. Words(_authority.Sign())]);
        await using var board = await MonitorProcess.StartProgramAsync(BoardProgram, ["--port", "0", .. common, .. Words(_authority.SignCaller())]);
        await ShouldCountAsync(board.Http);

        await using var plain = await MonitorProcess.StartUntilAsync("No silo answers yet, asked without TLS", BoardProgram, ["--port", "0", .. common]);
        // It would take the silos for its own, so that only they can say no.
        var both = _stranger.Write("both.pem", _authority.Pem + "\n" + _stranger.Pem);
        await using var strange = await MonitorProcess.StartUntilAsync(
            "No silo answers yet, asked by TLS as CN=member", BoardProgram, ["--port", "0", .. common, .. Words(_stranger.Sign() with { Authority = both })]);
        first.Said.Concat(second.Said).ShouldContain(line => line.Contains("TlsServerConnectionMiddleware") && line.Contains("Authentication failed"));
    }

    [Fact]
    public async Task What_a_process_could_not_prove_itself_by_is_told_before_it_joins()
    {
        var files = _authority.Sign() with { Authority = _stranger.Certificate };
        foreach (string[] start in new[] { [SiloProgram, "silo"], new[] { BoardProgram } })
        {
            var (code, lines) = await MonitorProcess.RefuseProgramAsync([.. start, "--connection", "Host=127.0.0.1;Port=1;Username=x", .. Words(files)]);
            code.ShouldBe(1);
            lines.ShouldHaveSingleItem().ShouldContain("was not signed by the authority in");
            (code, lines) = await MonitorProcess.RefuseProgramAsync([.. start, "--connection", "Host=127.0.0.1;Port=1;Username=x", "--cluster-key", files.Key]);
            code.ShouldBe(2);
            lines.ShouldHaveSingleItem().ShouldContain("give --cluster-certificate (MONITOR_CLUSTER_CERTIFICATE) and --cluster-authority (MONITOR_CLUSTER_AUTHORITY), too");
        }
    }

    public void Dispose()
    {
        _authority.Dispose();
        _stranger.Dispose();
    }

    private static Task<MonitorProcess> StartSiloAsync(string[] words) =>
        MonitorProcess.StartProgramAsync(SiloProgram, ["silo", "--silo-port", ThreeSilos.FreePort(), "--gateway-port", ThreeSilos.FreePort(), .. words]);

    private static string[] Words(ClusterTlsFiles files) =>
        ["--cluster-certificate", files.Certificate, "--cluster-key", files.Key, "--cluster-authority", files.Authority];

    // Over HTTP at the board, and from there over TLS: an event in, its figure out.
    private static async Task ShouldCountAsync(HttpClient http)
    {
        using var agencies = await http.PutAsync(
            "api/v1/reference/agencies", Text("""{"agencies":[{"code":"A","name":{"vi":"Sở A"},"level":"department","kind":"agency","openCatalogue":true}]}""", "application/json"));
        agencies.IsSuccessStatusCode.ShouldBeTrue(await agencies.Content.ReadAsStringAsync());
        using var sent = await http.PostAsync("api/v1/events", Text(
            """{"id":"1","source":"tls","dossier":"T-1","type":"received","at":"2026-01-05T01:00:00Z","agency":"A","procedure":"1","due":"2026-01-06T09:00:00Z"}""", "application/x-ndjson"));
        sent.IsSuccessStatusCode.ShouldBeTrue(await sent.Content.ReadAsStringAsync());
        var figures = (await http.GetFromJsonAsync<JsonNode>("api/v1/boards/A"))!["figures"]!;
        figures["open"]!.GetValue<int>().ShouldBe(1);
    }

    private static StringContent Text(string text, string type) => new(text, Encoding.UTF8, type);
}
