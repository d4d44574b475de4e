using System.CommandLine;
using Monitor.Cli.Screen;

namespace Monitor.Cli.Commands;

internal static class ClusterCommand
{
    private const string Text = """
        Show who hosts grains and how they do, what is in hand, and why somebody should look: one screen, from any board.

        Exit codes: 0 all is well, 1 something wants a look or no board answers.
        """;

    // Whoever asks wants to know now, also that nobody answers.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Command Create(TimeProvider time)
    {
        var url = CommandLine.Url();
        var json = new Option<bool>("--json") { Description = "The answer as it came, for programs" };
        var command = new Command("cluster", Text) { url, json };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var service = CommandLine.Service(arguments.GetValue(url)!, new ProgressScreen(time, quiet: true), time, Patience);
            var report = await service.ClusterAsync(cancellationToken);
            if (arguments.GetValue(json))
                Console.WriteLine(report.ToJsonString(ClusterScreen.Readable));
            else
                ClusterScreen.Write(report, ChangeTables.Console());
            return report["concerns"]!.AsArray().Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }
}
