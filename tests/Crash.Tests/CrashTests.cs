using System.Text.Json.Nodes;
using Monitor.Crash;
using Shouldly;
using Tests.Shared;
using Xunit;

namespace Crash.Tests;

/// <summary>A few rounds of <c>./ops/bench crash</c>; a failure tells the command that repeats it.</summary>
public sealed class CrashTests
{
    private const int Rounds = 3;
    private static readonly string Host = Path.Combine(AppContext.BaseDirectory, "Silo.Host.dll");

    [Fact]
    public Task Killed_on_SQLite_nothing_is_lost_or_doubled() => HoldsAsync(new CrashOptions(Host, Rounds, 7, null));

    [PostgresFact]
    public Task Killed_on_PostgreSQL_nothing_is_lost_or_doubled() => HoldsAsync(new CrashOptions(Host, Rounds, 8, PostgresServer.Connection));

    [Fact]
    public async Task Ended_by_hand_it_tells_what_was_done()
    {
        using var output = new StringWriter();
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(
            CrashRun.RunAsync(new CrashOptions(Host, Rounds, 11, null), output, TextWriter.Null, cancellation.Token));
        var told = Line(output);
        (told["end"]!.GetValue<string>(), told["rounds"]!.GetValue<int>()).ShouldBe(("interrupted", 0));
    }

    [Fact]
    public async Task A_program_that_does_not_start_is_a_broken_promise_that_is_told()
    {
        using var output = new StringWriter();
        var broken = await Should.ThrowAsync<BrokenPromiseException>(
            CrashRun.RunAsync(new CrashOptions(Host + ".absent", Rounds, 12, null), output, TextWriter.Null, CancellationToken.None));
        broken.Message.ShouldContain("--rounds 3 --seed 12 --storage sqlite");
        Line(output)["broken"]!.GetValue<string>().ShouldStartWith("It ended before it was ready");
        var folder = broken.Message.Split('\n').Single(line => line.StartsWith("the data stay in ", StringComparison.Ordinal))["the data stay in ".Length..];
        File.Exists(Path.Combine(folder, "broken-promise.txt")).ShouldBeTrue();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task HoldsAsync(CrashOptions options)
    {
        using var output = new StringWriter();
        await CrashRun.RunAsync(options, output, TextWriter.Null, CancellationToken.None);
        var told = Line(output);
        told["end"]!.GetValue<string>().ShouldBe("held");
        told["kills"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(Rounds);
        told["eventsAcknowledged"]!.GetValue<int>().ShouldBeGreaterThan(100);
        told["eventsStored"]!.GetValue<int>().ShouldBeGreaterThan(100);
        told["looks"]!.GetValue<int>().ShouldBeGreaterThan(Rounds, "after each kill, and at the end");
    }

    private static JsonNode Line(StringWriter output) => JsonNode.Parse(output.ToString().TrimEnd().Split('\n')[^1])!;
}
