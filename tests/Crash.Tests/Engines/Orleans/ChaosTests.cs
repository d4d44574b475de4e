using Monitor.Crash;
using Monitor.Crash.Chaos;
using Shouldly;
using Tests.Shared;
using Xunit;

namespace Crash.Tests.Engines;

/// <summary>A round of <c>./ops/bench chaos</c> on real processes, without cuts, which need a network of their own.</summary>
public sealed class ChaosTests
{
    [PostgresFact]
    public async Task A_silo_is_killed_and_nothing_is_lost_and_no_display_is_wrong()
    {
        var save = Directory.CreateTempSubdirectory("monitor-chaos-test-").FullName;
        var options = new ChaosOptions(Beside("Silo.Host.dll"), Beside("LiveBoard.dll"), Programs(), Environment.UserName == "root" ? "postgres" : null, Apart: false)
        {
            Rounds = 1, Minutes = 5, Seed = 9, Plot = "kill silo2 2", Save = save,
        };
        using var output = new StringWriter();
        await ChaosRun.RunAsync(options, Scene.Of(options), output, TextWriter.Null, CancellationToken.None);
        output.ToString().ShouldContain("1 rounds: everything held");
        output.ToString().ShouldContain("| kill silo | 1 |");
        Directory.GetFiles(save, "*.json").Length.ShouldBe(1);
        Directory.Delete(save, recursive: true);
    }

    private static string Beside(string program) => Path.Combine(AppContext.BaseDirectory, program);

    // Where Debian puts them; the server of the tests is started from there, too.
    private static string Programs() => Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).Last();
}
