using System.CommandLine;
using System.Globalization;
using Monitor.Cli.Screen;

namespace Monitor.Cli.Commands;

internal static class ArchiveCommand
{
    private const string Text = """
        Move dossiers that ended long ago into the archive of the same database, while the service goes on.

        Every figure stays what it was, a dossier is found by its code as before, an event that is sent again is known as duplicate, and a new one brings
        its dossier back. Lists of ended dossiers reach back to the archive. Interrupted, it is simply run again.
        """;

    public static Command Create(TimeProvider time)
    {
        var (url, quiet) = (CommandLine.Url(), CommandLine.Quiet());
        var before = new Option<DateTimeOffset>("--ended-before")
        {
            Description = "A day such as 2024-01-01, in this machine's time zone, or an instant; at least 62 days ago by the service's clock",
            Required = true,
            CustomParser = result => DateTimeOffset.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var instant)
                ? instant
                : CommandLine.Refuse<DateTimeOffset>(result, $"--ended-before must be a day or an instant, and is '{result.Tokens[0].Value}'"),
        };
        var command = new Command("archive", Text) { before, url, quiet };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var started = time.GetTimestamp();
            var screen = new ProgressScreen(time, arguments.GetValue(quiet));
            var service = CommandLine.Service(arguments.GetValue(url)!, screen, time);
            var (archived, next) = (0L, default(string));
            do
            {
                var step = await service.ArchiveAsync(arguments.GetValue(before), next, cancellationToken);
                archived += step["archived"]!.GetValue<int>();
                next = step["next"]?.GetValue<string>();
            }
            while (next is not null);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"archived {archived:N0} dossiers, took {time.GetElapsedTime(started).TotalSeconds:N1} s"));
            return ExitCodes.Done;
        });
        return command;
    }
}
