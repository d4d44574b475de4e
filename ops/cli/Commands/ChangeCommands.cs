using System.CommandLine;
using System.Text.Json.Nodes;
using Monitor.Cli.Screen;
using Monitor.Cli.Sending;

namespace Monitor.Cli.Commands;

/// <summary>Reviewed changes: what a document would do to open dossiers, doing it, and undoing it.</summary>
internal static class ChangeCommands
{
    private static readonly TimeSpan _lookEvery = TimeSpan.FromSeconds(0.5);

    public static IEnumerable<Command> Create(TimeProvider time) =>
    [
        Preview(time),
        List(time),
        Decide(time, "apply", "Apply a preview: put its documents into force and bring open dossiers to them"),
        Decide(time, "undo", "Undo a change that was applied: the content from before, and every dossier's former rules"),
    ];

    private static Command Preview(TimeProvider time)
    {
        var url = CommandLine.Url();
        var kind = new Argument<string>("kind") { Description = "agencies, procedures, calendars or policies" }
            .AcceptOnlyFromAmong("agencies", "procedures", "calendars", "policies");
        var file = new Argument<string?>("file")
        {
            Description = "A document .json or .yaml; without one: what is in force, for open dossiers that are behind it",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("preview", "Show what a document would do to open dossiers; nothing is changed") { kind, file, url };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var (name, path) = (arguments.GetValue(kind)!, arguments.GetValue(file));
            var document = path is null ? new JsonObject { [name] = new JsonArray() } : ReferenceFiles.Read(path);
            var service = CommandLine.Service(arguments.GetValue(url)!, new ProgressScreen(time, quiet: false), time);
            ChangeTables.Write(await service.PreviewAsync(name, document, cancellationToken), ChangeTables.Console());
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command List(TimeProvider time)
    {
        var url = CommandLine.Url();
        var command = new Command("changes", "List previews and changes, newest first") { url };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var service = CommandLine.Service(arguments.GetValue(url)!, new ProgressScreen(time, quiet: false), time);
            ChangeTables.WriteList(await service.ChangesAsync(cancellationToken), ChangeTables.Console());
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Decide(TimeProvider time, string verb, string description)
    {
        var (url, quiet) = (CommandLine.Url(), CommandLine.Quiet());
        var id = new Argument<string>("id") { Description = "The change, as preview and changes name it" };
        var by = new Option<string>("--by") { Description = "Who decides it, 1 to 64 characters", Required = true };
        var reason = new Option<string?>("--reason") { Description = "Why, at most 500 characters; kept for ever" };
        var command = new Command(verb, description) { id, by, reason, url, quiet };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var screen = new ProgressScreen(time, arguments.GetValue(quiet));
            var service = CommandLine.Service(arguments.GetValue(url)!, screen, time);
            var change = await service.DecideAsync(arguments.GetValue(id)!, verb, arguments.GetValue(by)!, arguments.GetValue(reason), cancellationToken);
            change = await FollowAsync(change, verb, service, screen, time, cancellationToken);
            ChangeTables.WriteEnd(change, ChangeTables.Console());
            return ChangeTables.StateOf(change) == "failed" ? ExitCodes.Failed : ExitCodes.Done;
        });
        return command;
    }

    private static async Task<JsonNode> FollowAsync(
        JsonNode change, string verb, MonitorService service, ProgressScreen screen, TimeProvider time, CancellationToken cancellationToken)
    {
        await screen.ShowAsync($"{verb} {change["id"]}", () => ChangeTables.FractionOf(change), () => ChangeTables.ProgressOf(change), async () =>
        {
            while (ChangeTables.StateOf(change) is "applying" or "undoing")
            {
                await Task.Delay(_lookEvery, time, cancellationToken);
                change = await service.ChangeAsync($"{change["id"]}", cancellationToken);
            }
        });
        return change;
    }
}
