using System.CommandLine;
using Monitor.Cli.Mappings;
using Monitor.Cli.Screen;
using Monitor.Cli.Sending;

namespace Monitor.Cli.Commands;

internal static class ReplayCommand
{
    private const string Text = """
        Send each event of a file when its time comes on the service's clock.

        What is already due is sent at once. To go on after an interruption run the same command again.
        For a replay of the past start the service with --clock and --speed.
        """;

    public static Command Create(TimeProvider time)
    {
        var (file, mapping, url, quiet) = (CommandLine.File(), CommandLine.Mapping(), CommandLine.Url(), CommandLine.Quiet());
        var mode = CommandLine.Mode("live", "For what is already due at the start: backfill notifies nobody. The rest is always live");
        var command = new Command("replay", Text) { file, mapping, url, mode, quiet };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var started = time.GetTimestamp();
            var screen = new ProgressScreen(time, arguments.GetValue(quiet));
            var service = CommandLine.Service(arguments.GetValue(url)!, screen, time);
            var table = arguments.GetValue(mapping) is { } name ? MappingFiles.Load(name, CommandLine.MappingsFolder) : null;
            using var events = new EventFile(arguments.GetValue(file)!, table);
            await ReferenceFiles.PutAsync(table, service, screen, cancellationToken);
            var tally = await new Replayer(service, screen, time).RunAsync(events, arguments.GetValue(mode) == "backfill", cancellationToken);
            Summary.Write(tally, present: null, time.GetElapsedTime(started));
            return tally.ExitCode;
        });
        return command;
    }
}
