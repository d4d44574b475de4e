using System.CommandLine;

namespace Silo.Host.Engines;

/// <summary>The engine of one process has no clusters, and says so.</summary>
internal static class SiloCommand
{
    public static void AddSilo(this RootCommand root)
    {
        var command = new Command("silo", "Runs one silo of a cluster; only in a build on Orleans.") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(async _ =>
        {
            await Console.Error.WriteLineAsync(
                "Bản dựng này chỉ chạy trong một tiến trình / this build runs in one process only: for a cluster build with -p:Engine=orleans "
                + "(./ops/engine says why it was not chosen).");
            return 2;
        });
        root.Add(command);
    }
}
