using System.Text.Json.Nodes;
using Monitor.Cli.Screen;
using Shouldly;
using Spectre.Console;
using Xunit;

namespace Cli.Tests.Screen;

public class ClusterScreenTests
{
    private const string Answer = """
        {"asOf":"2026-11-22T04:00:00Z","engine":"orleans","storage":"postgres","version":"0.1.0","simulated":false,
         "members":[
          {"name":"silo1","address":"10.0.0.11:11111","status":"active","since":"2026-11-22T03:00:00Z","suspectedBy":0,
           "activations":[{"kind":"dossier","count":1200},{"kind":"agency","count":40},{"kind":"report","count":3}],
           "figures":{"version":"0.1.0","deadlineOnBoard":{"count":7,"p50Seconds":0.0004,"p99Seconds":0.02,"maxSeconds":1.5},
            "rungStored":{"count":0,"p50Seconds":null,"p99Seconds":null,"maxSeconds":null},"commit":{"count":9,"p50Seconds":0.002,"p99Seconds":0.01,"maxSeconds":0.01},
            "writes":90,"commits":9,"commitFailures":0,"memoryBytes":314572800}},
          {"name":"silo2","address":"10.0.0.12:11111","status":"active","since":"2026-11-22T03:00:00Z","suspectedBy":0,"activations":[],"figures":null}],
         "board":{"connected":2,"watched":3,"displays":12,"published":{"count":0},"sent":{"count":0}},
         "counts":null,"nextMinute":{"dueSoon":4,"overdue":12345,"atLeast":true,"silentSources":["igate"]},
         "workload":{"busiest":[{"agency":"so-xd","open":1000,"changedLastMinute":60}],"lateRungs":2,"databaseBytes":3221225472,"freeBytes":null},
         "concerns":[{"code":"silo-silent","vi":"silo2 không trả lời","en":"silo2 does not answer","runbook":"silo-lost"}]}
        """;

    [Theory]
    [InlineData("silo1", "10.0.0.11:11111", "chạy · active", "300 MiB", "1,200", "40")]
    [InlineData("silo2", "10.0.0.12:11111", "không trả lời · silent")]
    [InlineData("silo1: hạn lên bảng · deadline counted", "0.4 ms", "20 ms", "1.50 s")]
    [InlineData("silo1: ghi · commit, 10.0 ghi/lần · writes each", "2 ms")]
    [InlineData("phút tới · next minute: ≥ 4 sắp đến hạn · due soon, 12,345 quá hạn · overdue")]
    [InlineData("nguồn im lặng · silent sources: igate")]
    [InlineData("hồ sơ · dossiers: không trả lời · no answer")]
    [InlineData("cơ sở dữ liệu · database: 3.0 GiB, còn trống · free: không rõ")]
    [InlineData("so-xd", "1,000", "60")]
    [InlineData("▲ silo2 không trả lời · silo2 does not answer", "ops/runbooks/silo-lost.md")]
    public void One_line_says_it(params string[] words)
    {
        var lines = Lines();
        lines.ShouldContain(line => words.All(line.Contains), string.Join('\n', lines));
    }

    private static string[] Lines()
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 200;
        ClusterScreen.Write(JsonNode.Parse(Answer)!, console);
        return text.ToString().Split('\n');
    }
}
