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

    [Fact]
    public Task Killed_on_SQLite_nothing_is_lost_or_doubled() => RunAsync(seed: 7, server: null);

    [PostgresFact]
    public Task Killed_on_PostgreSQL_nothing_is_lost_or_doubled() => RunAsync(seed: 8, PostgresServer.Connection);

    private static async Task RunAsync(int seed, string? server)
    {
        var host = Path.Combine(AppContext.BaseDirectory, "Silo.Host.dll");
        using var output = new StringWriter();
        await CrashRun.RunAsync(new CrashOptions(host, Rounds, seed, server), output, TextWriter.Null);
        var told = JsonNode.Parse(output.ToString().TrimEnd().Split('\n')[^1])!;
        told["kills"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(Rounds);
        told["eventsAcknowledged"]!.GetValue<int>().ShouldBeGreaterThan(100);
        told["eventsStored"]!.GetValue<int>().ShouldBeGreaterThan(100);
        told["looks"]!.GetValue<int>().ShouldBeGreaterThan(Rounds, "after each kill, and at the end");
    }
}
