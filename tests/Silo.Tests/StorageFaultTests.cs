using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Silo.Tests.Process;
using Xunit;

namespace Silo.Tests;

/// <summary>A disk that is really full: a small file system of its own, which only root can mount.</summary>
public sealed class StorageFaultTests
{
    [Fact]
    public async Task A_full_disk_answers_503_with_RetryAfter_and_acknowledges_nothing()
    {
        using var folder = new TempFolder();
        if (!await MountAsync(folder.Path))
        {
            await Console.Error.WriteLineAsync("*** NOT TESTED: a full disk needs root, to mount a small file system ***");
            return;
        }

        try
        {
            await using var monitor = await MonitorProcess.StartAsync(folder.Path, 0, "--clock", "2026-11-18T03:00:00Z");
            using var put = await monitor.Http.PutAsync("api/v1/reference/agencies", Json(
                """{"agencies":[{"code":"A","name":{"vi":"Sở A"},"kind":"agency","parent":null}]}"""));
            put.EnsureSuccessStatusCode();
            var acknowledged = 0;
            HttpResponseMessage? answer = null;
            for (var batch = 0; batch < 200; batch++)
            {
                answer?.Dispose();
                answer = await monitor.Http.PostAsync("api/v1/events", Json(Batch(batch)));
                if (!answer.IsSuccessStatusCode)
                    break;
                acknowledged += (await answer.Content.ReadFromJsonAsync<JsonNode>())!["applied"]!.GetValue<int>();
            }

            answer!.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            answer.Headers.RetryAfter.ShouldNotBeNull();
            (await answer.Content.ReadFromJsonAsync<JsonNode>())!["applied"].ShouldBeNull();
            acknowledged.ShouldBePositive();
            var open = (await monitor.Http.GetFromJsonAsync<JsonNode>("api/v1/boards/A"))!["figures"]!["open"]!.GetValue<int>();
            open.ShouldBeGreaterThanOrEqualTo(acknowledged);
            answer.Dispose();
        }
        finally
        {
            await RunAsync("umount", "-l", folder.Path);
        }
    }

    private static string Batch(int batch) => "[" + string.Join(',', Enumerable.Range(0, 200).Select(i =>
        $$"""{"id":"{{batch}}-{{i}}","source":"test","dossier":"A-{{batch}}-{{i}}","type":"received","at":"2026-11-18T01:00:00Z","agency":"A","procedure":"1","due":"2026-12-01T09:00:00Z"}""")) + "]";

    private static async Task<bool> MountAsync(string path) => await RunAsync("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", path) == 0;

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
