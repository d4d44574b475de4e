using System.CommandLine;
using Monitor.Cli.Mappings;
using Monitor.Cli.Screen;
using Monitor.Cli.Sending;

namespace Monitor.Cli.Commands;

internal static class ImportCommand
{
    private const string Text = """
        Send the events of a file that lie in the service's past: up to now, or with a replay's clock up to the instant at which it was started.

        Later events are held back and counted; `monitor replay` sends them when their time comes.
        Every event has an id made of its content, so to go on after an interruption run the same command again:
        what the service has already is counted as duplicate and changes nothing.
        """;

    public static Command Create(TimeProvider time)
    {
        var (file, mapping, url, quiet) = (CommandLine.File(), CommandLine.Mapping(), CommandLine.Url(), CommandLine.Quiet());
        var mode = CommandLine.Mode("backfill", "backfill records alerts and notifies nobody; live notifies");
        var command = new Command("import", Text) { file, mapping, url, mode, quiet };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var started = time.GetTimestamp();
            var screen = new ProgressScreen(time, arguments.GetValue(quiet));
            var service = CommandLine.Service(arguments.GetValue(url)!, screen, time);
            var table = arguments.GetValue(mapping) is { } name ? MappingFiles.Load(name, CommandLine.MappingsFolder) : null;
            using var events = new EventFile(arguments.GetValue(file)!, table);
            await ReferenceFiles.PutAsync(table, service, screen, cancellationToken);
            var importer = new Importer(service, screen);
            var tally = await importer.RunAsync(events, arguments.GetValue(mode) == "backfill", cancellationToken);
            Summary.Write(tally, importer.Present, time.GetElapsedTime(started));
            return tally.ExitCode;
        });
        return command;
    }
}
